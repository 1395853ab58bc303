import { BackupFailure } from "../../domain/backup.ts";
import { DatabaseFailure } from "../../db/failure.ts";
import { MasterKeyFailure } from "../../master-key.ts";
import { SigningKeyFailure } from "../../use-cases/signing-key.ts";
import { CliFailure } from "../verb.ts";

/** What an operator can act on is said in its own sentence: 3 when the file is at fault, 1 when something here is. */
export async function inOneSentence<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof BackupFailure) throw new CliFailure(3, failure.message);
    if (
      failure instanceof DatabaseFailure ||
      failure instanceof MasterKeyFailure ||
      failure instanceof SigningKeyFailure
    )
      throw new CliFailure(1, failure.message);
    throw failure;
  }
}
