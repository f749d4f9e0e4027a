/** What has just happened, for those who hear the page: read out once, wherever the focus is. */
class Announcer {
  text = $state('');

  say(text: string): void {
    // The same words twice are two things that happened: an invisible difference makes them heard again.
    this.text = this.text === text ? `${text}\u00a0` : text;
  }
}

export const announcer = new Announcer();
