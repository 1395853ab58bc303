import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { canonical, digest } from "../domain/approval/action.ts";

export type ParamsVerdict =
  | { ok: true }
  | { ok: false; errors: { path: string; message: string }[] }
  /** The manifest's schema itself is wrong. */
  | { ok: false; errors: null };

/** Compiled validators by the schema's hash: compiling takes milliseconds, checking microseconds. */
const compiled = new Map<string, ValidateFunction>();

/** Params have to be an object that matches the action's JSON Schema (2020-12); without a schema any object will do. */
export function checkParams(params: unknown, schema: Record<string, unknown> | undefined): ParamsVerdict {
  if (typeof params !== "object" || params === null || Array.isArray(params))
    return { ok: false, errors: [{ path: "/params", message: "expected an object" }] };
  if (!schema) return { ok: true };
  let validate: ValidateFunction;
  try {
    validate = compile(schema);
  } catch {
    return { ok: false, errors: null };
  }
  if (validate(params)) return { ok: true };
  const errors = (validate.errors ?? []).map((error) => ({
    path: `/params${error.instancePath}`,
    message: [error.message, ...allowed(error.params)].join(" "),
  }));
  return { ok: false, errors };
}

/** Why a schema can't be used; null when it can. */
export function schemaProblem(schema: Record<string, unknown>): string | null {
  try {
    compile(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function compile(schema: Record<string, unknown>): ValidateFunction {
  const key = digest("countersign/schema/v1", canonical(schema));
  const known = compiled.get(key);
  if (known) return known;
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  if (compiled.size >= 1_000) compiled.clear();
  compiled.set(key, validate);
  return validate;
}

function allowed(params: Record<string, unknown>): string[] {
  const { allowedValues, additionalProperty } = params;
  if (Array.isArray(allowedValues)) return [`(${allowedValues.join(", ")})`];
  return typeof additionalProperty === "string" ? [`(${additionalProperty})`] : [];
}
