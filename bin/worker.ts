import { closeDatabase } from "@/db/client";
import { runWorker } from "@/lib/worker/main";

const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write("DATABASE_URL is not set: `npm start` sets it for the embedded database.\n");
  process.exit(1);
}
await runWorker(url);
await closeDatabase();
