import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockExclamation,
  IconLoader2,
  IconUnlink,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { JobRunState } from "@/lib/jobs/core/job-state";
import type { ScheduleState } from "@/lib/jobs/core/schedule-state";

type Look = { color: string; Icon: typeof IconCircleCheck };

const RUNS: Record<JobRunState, Look> = {
  running: { color: "blue", Icon: IconLoader2 },
  succeeded: { color: "green", Icon: IconCircleCheck },
  failed: { color: "red", Icon: IconCircleX },
  lost: { color: "red", Icon: IconUnlink },
};

export function RunStateBadge({ state }: { state: JobRunState }) {
  const t = useTranslations("jobs.run_states");
  return <StateBadge look={RUNS[state]} word={t(state)} />;
}

const SCHEDULES: Record<ScheduleState, Look> = {
  on_time: { color: "green", Icon: IconCircleCheck },
  running: { color: "blue", Icon: IconLoader2 },
  failed: { color: "orange", Icon: IconAlertTriangle },
  late: { color: "red", Icon: IconClockExclamation },
  never: { color: "gray", Icon: IconCircleDashed },
};

export function ScheduleBadge({ state }: { state: ScheduleState }) {
  const t = useTranslations("jobs.schedule_states");
  return <StateBadge look={SCHEDULES[state]} word={t(state)} />;
}

const WORKERS: Record<"alive" | "silent" | "stopped", Look> = {
  alive: { color: "green", Icon: IconCircleCheck },
  silent: { color: "red", Icon: IconClockExclamation },
  stopped: { color: "gray", Icon: IconCircleDashed },
};

export function WorkerBadge({ state }: { state: keyof typeof WORKERS }) {
  const t = useTranslations("jobs.worker_states");
  return <StateBadge look={WORKERS[state]} word={t(state)} />;
}

function StateBadge({ look: { color, Icon }, word }: { look: Look; word: string }) {
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {word}
    </Badge>
  );
}
