CREATE TABLE "audit_heads" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_role" text,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"order_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	"seq" bigint,
	"previous_hash" text,
	"hash" text,
	CONSTRAINT "audit_log_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"row_number" integer NOT NULL,
	"external_id" text NOT NULL,
	"outcome" text NOT NULL,
	"order_id" uuid,
	"errors" jsonb NOT NULL,
	CONSTRAINT "import_rows_number" UNIQUE("import_id","row_number","external_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shop_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"content" text,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"app_key" text NOT NULL,
	"app_secret" text NOT NULL,
	"access_token" text,
	"platform_shop_id" text,
	"settings" jsonb NOT NULL,
	"last_push_at" timestamp (3) with time zone,
	"last_order_at" timestamp (3) with time zone,
	"refused_pushes" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_error_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shops_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "courier_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"salt" text,
	"last_push_at" timestamp (3) with time zone,
	"refused_pushes" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_error_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "courier_accounts_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "parcel_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parcel_id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"digest" text NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parcel_events_digest" UNIQUE("parcel_id","digest")
);
--> statement-breakpoint
CREATE TABLE "parcel_orders" (
	"parcel_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	CONSTRAINT "parcel_orders_parcel_id_order_id_pk" PRIMARY KEY("parcel_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "parcels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"carrier" text NOT NULL,
	"tracking_number" text NOT NULL,
	"state" text DEFAULT 'created' NOT NULL,
	"last_event_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parcels_tracking" UNIQUE("carrier","tracking_number")
);
--> statement-breakpoint
CREATE TABLE "customer_identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"value_index" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_identity" UNIQUE("kind","scope","value_index")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name_masked" text DEFAULT '' NOT NULL,
	"phone_masked" text DEFAULT '' NOT NULL,
	"order_count" integer DEFAULT 0 NOT NULL,
	"first_order_at" timestamp (3) with time zone,
	"last_order_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"event_id" uuid NOT NULL,
	"handler" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "effects_event_id_handler_pk" PRIMARY KEY("event_id","handler")
);
--> statement-breakpoint
CREATE TABLE "live_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"scope" text NOT NULL,
	"shop_id" uuid,
	"dedupe_key" text NOT NULL,
	"topic" text NOT NULL,
	"payload" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"waits_for" text,
	"repeats" integer DEFAULT 0 NOT NULL,
	"request_id" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp (3) with time zone,
	CONSTRAINT "inbox_dedupe" UNIQUE("source","scope","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"state" text NOT NULL,
	"worker_id" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"scheduled_for" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"duration_ms" integer,
	"stats" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"pid" integer NOT NULL,
	"lock_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "merge_suggestion_orders" (
	"suggestion_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "merge_suggestion_orders_suggestion_id_order_id_pk" PRIMARY KEY("suggestion_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "merge_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"tier" text NOT NULL,
	"probability" real NOT NULL,
	"policy_version" integer NOT NULL,
	"match_key" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"window_end" timestamp (3) with time zone NOT NULL,
	"deadline" timestamp (3) with time zone,
	"passed" jsonb NOT NULL,
	"failed" jsonb NOT NULL,
	"evidence" jsonb NOT NULL,
	"freight_saved" bigint DEFAULT 0 NOT NULL,
	"snoozed_until" timestamp (3) with time zone,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"group_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment_group_orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp (3) with time zone,
	"left_reason" text
);
--> statement-breakpoint
CREATE TABLE "shipment_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" serial NOT NULL,
	"state" text DEFAULT 'approved' NOT NULL,
	"suggestion_id" uuid,
	"deadline" timestamp (3) with time zone,
	"review_reason" text,
	"approved_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shipment_groups_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"source_event_id" text NOT NULL,
	"actor_name" text DEFAULT '' NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_events_source" UNIQUE("order_id","source_event_id")
);
--> statement-breakpoint
CREATE TABLE "order_exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"type" text NOT NULL,
	"key" text NOT NULL,
	"detail" jsonb NOT NULL,
	"owner" text,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "order_exceptions_key" UNIQUE("order_id","type","key")
);
--> statement-breakpoint
CREATE TABLE "order_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"owner" text NOT NULL,
	"until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"released_at" timestamp (3) with time zone,
	"released_by" text
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"external_line_id" text NOT NULL,
	"position" integer NOT NULL,
	"sku" text NOT NULL,
	"title" text NOT NULL,
	"quantity" integer NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL,
	"unit_price" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"refund_status" text DEFAULT 'none' NOT NULL,
	CONSTRAINT "order_lines_external" UNIQUE("order_id","external_line_id")
);
--> statement-breakpoint
CREATE TABLE "order_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"origin" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"personal" text NOT NULL,
	"change_request_id" uuid,
	"restored_from" integer,
	"actor_name" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_versions_number" UNIQUE("order_id","version")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shop_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"business_type" text NOT NULL,
	"status" text NOT NULL,
	"stage_since" timestamp (3) with time zone NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"ready_at" timestamp (3) with time zone,
	"shipped_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"promised_ship_at" timestamp (3) with time zone,
	"ship_after" timestamp (3) with time zone,
	"buffer_until" timestamp (3) with time zone,
	"modified_at" timestamp (3) with time zone NOT NULL,
	"payment_method" text NOT NULL,
	"currency" text DEFAULT 'CNY' NOT NULL,
	"goods_amount" bigint NOT NULL,
	"freight_amount" bigint NOT NULL,
	"discount_amount" bigint NOT NULL,
	"paid_amount" bigint NOT NULL,
	"customer_id" uuid,
	"buyer" text NOT NULL,
	"receiver" text NOT NULL,
	"receiver_name_masked" text NOT NULL,
	"receiver_phone_masked" text NOT NULL,
	"receiver_address_masked" text NOT NULL,
	"province" text NOT NULL,
	"city" text NOT NULL,
	"district" text NOT NULL,
	"phone_index" text,
	"receiver_index" text,
	"token_index" text,
	"token_kind" text DEFAULT '' NOT NULL,
	"token_value" text DEFAULT '' NOT NULL,
	"receiver_edited_at" timestamp (3) with time zone,
	"lines_edited_at" timestamp (3) with time zone,
	"source_index" text DEFAULT '' NOT NULL,
	"warehouse" text DEFAULT '' NOT NULL,
	"carrier" text DEFAULT '' NOT NULL,
	"notes" text NOT NULL,
	"has_buyer_note" boolean DEFAULT false NOT NULL,
	"flags" text[] DEFAULT '{}'::text[] NOT NULL,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"item_summary" text DEFAULT '' NOT NULL,
	"item_count" integer DEFAULT 0 NOT NULL,
	"has_open_refund" boolean DEFAULT false NOT NULL,
	"open_exceptions" integer DEFAULT 0 NOT NULL,
	"open_holds" integer DEFAULT 0 NOT NULL,
	"shipment_group_id" uuid,
	"printed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_shop_external" UNIQUE("shop_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text,
	"color_scheme" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"last_login_at" timestamp (3) with time zone,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "change_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"base_version" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"actions" text NOT NULL,
	"action_types" text[] NOT NULL,
	"diff" jsonb NOT NULL,
	"sentences" jsonb NOT NULL,
	"diff_hash" text NOT NULL,
	"reason" text NOT NULL,
	"risk" jsonb NOT NULL,
	"required_roles" text[] NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"requested_by_id" text NOT NULL,
	"requested_by" text NOT NULL,
	"decided_by_id" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"applied_version" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcel_events" ADD CONSTRAINT "parcel_events_parcel_id_parcels_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcel_orders" ADD CONSTRAINT "parcel_orders_parcel_id_parcels_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."parcels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcel_orders" ADD CONSTRAINT "parcel_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_identities" ADD CONSTRAINT "customer_identities_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_suggestion_orders" ADD CONSTRAINT "merge_suggestion_orders_suggestion_id_merge_suggestions_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."merge_suggestions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_suggestion_orders" ADD CONSTRAINT "merge_suggestion_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_group_orders" ADD CONSTRAINT "shipment_group_orders_group_id_shipment_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."shipment_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_group_orders" ADD CONSTRAINT "shipment_group_orders_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_groups" ADD CONSTRAINT "shipment_groups_suggestion_id_merge_suggestions_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."merge_suggestions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_exceptions" ADD CONSTRAINT "order_exceptions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_holds" ADD CONSTRAINT "order_holds_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_versions" ADD CONSTRAINT "order_versions_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_requests" ADD CONSTRAINT "change_requests_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_entity" ON "audit_log" USING btree ("entity_type","entity_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_log_orders" ON "audit_log" USING gin ("order_ids");--> statement-breakpoint
CREATE INDEX "audit_log_unsealed" ON "audit_log" USING btree ("id") WHERE "audit_log"."seq" is null;--> statement-breakpoint
CREATE INDEX "parcel_events_time" ON "parcel_events" USING btree ("parcel_id","occurred_at");--> statement-breakpoint
CREATE INDEX "parcel_orders_order" ON "parcel_orders" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "parcels_number" ON "parcels" USING btree ("tracking_number");--> statement-breakpoint
CREATE INDEX "customer_identities_customer" ON "customer_identities" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customers_last_order" ON "customers" USING btree ("last_order_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "effects_created" ON "effects" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "live_events_created" ON "live_events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_events_pending" ON "outbox_events" USING btree ("created_at") WHERE "outbox_events"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_events_done" ON "outbox_events" USING btree ("done_at");--> statement-breakpoint
CREATE INDEX "inbox_open" ON "inbox" USING btree ("state","received_at") WHERE "inbox"."state" <> 'processed';--> statement-breakpoint
CREATE INDEX "inbox_waits_for" ON "inbox" USING btree ("waits_for") WHERE "inbox"."state" = 'parked';--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "job_runs_started" ON "job_runs" USING btree ("started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "job_runs_job" ON "job_runs" USING btree ("job","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "merge_suggestion_orders_order" ON "merge_suggestion_orders" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "merge_suggestions_open_key" ON "merge_suggestions" USING btree ("match_key","window_start") WHERE "merge_suggestions"."state" in ('open','blocked');--> statement-breakpoint
CREATE INDEX "merge_suggestions_board" ON "merge_suggestions" USING btree ("state","deadline","id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_group_orders_live" ON "shipment_group_orders" USING btree ("order_id") WHERE "shipment_group_orders"."left_at" is null;--> statement-breakpoint
CREATE INDEX "shipment_group_orders_group" ON "shipment_group_orders" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "shipment_groups_state" ON "shipment_groups" USING btree ("state","deadline");--> statement-breakpoint
CREATE INDEX "order_events_story" ON "order_events" USING btree ("order_id","occurred_at");--> statement-breakpoint
CREATE INDEX "order_exceptions_open" ON "order_exceptions" USING btree ("opened_at") WHERE "order_exceptions"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "order_holds_open" ON "order_holds" USING btree ("order_id") WHERE "order_holds"."released_at" is null;--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_shop_placed" ON "orders" USING btree ("shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_status_placed" ON "orders" USING btree ("status","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_status_since" ON "orders" USING btree ("status","stage_since");--> statement-breakpoint
CREATE INDEX "orders_province_placed" ON "orders" USING btree ("province","city","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_phone" ON "orders" USING btree ("phone_index");--> statement-breakpoint
CREATE INDEX "orders_receiver" ON "orders" USING btree ("receiver_index","paid_at");--> statement-breakpoint
CREATE INDEX "orders_token" ON "orders" USING btree ("token_index","paid_at");--> statement-breakpoint
CREATE INDEX "orders_customer_placed" ON "orders" USING btree ("customer_id","placed_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_external" ON "orders" USING btree ("external_id" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "orders_group" ON "orders" USING btree ("shipment_group_id") WHERE "orders"."shipment_group_id" is not null;--> statement-breakpoint
CREATE INDEX "orders_ready" ON "orders" USING btree ("ready_at") WHERE "orders"."ready_at" is not null;--> statement-breakpoint
CREATE INDEX "orders_attention" ON "orders" USING btree ("placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "orders"."open_exceptions" > 0 or "orders"."open_holds" > 0;--> statement-breakpoint
CREATE INDEX "orders_buffer" ON "orders" USING btree ("buffer_until") WHERE "orders"."status" = 'paid';--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "change_requests_one_active" ON "change_requests" USING btree ("order_id") WHERE "change_requests"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "change_requests_queue" ON "change_requests" USING btree ("state","due_at","id");--> statement-breakpoint
CREATE INDEX "change_requests_order" ON "change_requests" USING btree ("order_id","created_at");