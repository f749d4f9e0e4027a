import { answer, api, type Status, token } from './api/client.ts';

/** Who is reading, and what is served. */
class Session {
  status = $state.raw<Status>();
  error = $state.raw<Error>();

  async refresh(): Promise<void> {
    try {
      this.status = await answer(api.GET('/status'));
      this.error = undefined;
    } catch (error) {
      this.error = error as Error;
    }
  }

  /** Takes a token on, if it is one. */
  async signIn(value: string): Promise<void> {
    const before = token.get();
    token.set(value.trim());
    try {
      this.status = await answer(api.GET('/status'));
      this.error = undefined;
    } catch (error) {
      token.set(before);
      throw error;
    }
  }

  async signOut(): Promise<void> {
    token.set(undefined);
    await this.refresh();
  }
}

export const session = new Session();
