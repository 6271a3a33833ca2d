import * as z from 'zod';
import { VARIABLE_NAMES } from '../series.ts';

/** A weather source as configuration: one CSV file, its column names, and the place in it. */
export const reporterSourceSchema = z.strictObject({
  id: z.string().min(1).max(200),
  file: z.string().min(1),
  mapping: z.partialRecord(z.enum(['date', 'location', ...VARIABLE_NAMES]), z.string().min(1)).optional(),
  location: z.string().min(1).optional(),
});

export type ReporterSource = z.infer<typeof reporterSourceSchema>;

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON: {"id", "file", "mapping"?, "location"?}' });
    return z.NEVER;
  }
});

const environmentSchema = z.object({
  REPORTER_NAME: z.string().min(1).max(100),
  REPORTER_KEY_FILE: z.string().min(1),
  REPORTER_SOURCE: json.pipe(reporterSourceSchema),
  API_URL: z.url({ protocol: /^https?$/ }),
  POLL_MS: z.coerce.number().int().min(500).max(3_600_000).default(500),
  /** When set, the only oracle contract this reporter signs for. */
  ORACLE_ADDRESS: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .optional(),
  /** When set, rewritten after every successful cycle, for a container's health check. */
  HEALTH_FILE: z.string().min(1).optional(),
});

export type ReporterConfig = z.infer<typeof environmentSchema>;

/** Reads the reporter's whole configuration. @throws Error naming each variable that is missing or wrong */
export function readConfig(environment: NodeJS.ProcessEnv): ReporterConfig {
  const result = environmentSchema.safeParse(environment);
  if (result.success) return result.data;
  const reasons = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`configuration: ${reasons.join('; ')}`);
}
