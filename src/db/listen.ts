/** LISTEN on a connection of its own that is made anew, as often as it takes, whenever it is lost. */
import postgres from "postgres";

const AGAIN_AFTER_MS = 250;

/**
 * Calls back with every payload, and with null when notifications may have been missed. Resolves, once listening, to the way
 * to stop; rejects when not even the first connection could be made.
 */
export async function listenOn(
  url: string,
  channel: string,
  heard: (payload: string | null) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let client: postgres.Sql | null = null;
  client = await attempt();

  async function attempt(): Promise<postgres.Sql> {
    const options = {
      max: 1,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => {},
      connection: { application_name: "countersign listens" },
      // The driver's own `listen` gives up for good when the server is still away at the second try.
      onnotify: (_channel: string, payload: string) => heard(payload),
      onclose: () => {
        if (client === made) retry();
      },
    };
    const made: postgres.Sql = postgres(url, options);
    try {
      await made.unsafe(`listen "${channel}"`);
      return made;
    } catch (error) {
      await made.end({ timeout: 0 });
      throw error;
    }
  }

  function retry(): void {
    if (stopped) return;
    clearTimeout(again);
    again = setTimeout(() => {
      attempt().then((made) => {
        const before = client;
        client = made;
        void before?.end({ timeout: 0 });
        if (stopped) return void made.end({ timeout: 0 });
        heard(null);
      }, retry);
    }, AGAIN_AFTER_MS);
    again.unref();
  }

  return async () => {
    stopped = true;
    clearTimeout(again);
    await client?.end({ timeout: 1 });
  };
}
