import { stream } from '../stats/random.ts';
import { poisson, weighted } from './draws.ts';
import type { ChannelParameters } from './parameters.ts';
import { beginning, type Said } from './said.ts';
import { postingOn } from './tactics.ts';
import type { World } from './world.ts';

/**
 * What we post: on days at the desk, as often as there is something to show (Poisson, growing with the company), with a
 * theme each. Around a fair more often about the fair.
 */
export function postsOf({ seed, days, parameters, calendar }: World, channel: ChannelParameters): Said[] {
  const posts: Said[] = [];
  const { themes, desk } = parameters;
  const [from, to] = parameters.growth;
  const near = new Set(
    calendar
      .filter(({ what }) => what === 'fair')
      .flatMap((fair) => {
        const at = days.dates.indexOf(fair.from);
        return [-9, -7, -5, -3, -2, -1, 0, 1, 2, 3, 4].map((step) => at + step);
      }),
  );
  for (let day = 0; day < days.starts.length; day++) {
    if (!days.isDeskDay(day)) continue;
    const random = stream(seed, 'posts', channel.platform, day);
    const { posts: weekly, pitching } = postingOn(channel, days.dates[day]);
    const growth = from + (to - from) * Math.min(1, day / days.count);
    for (let n = poisson(random, (weekly / 5) * growth); n > 0; n--) {
      const minutes = desk.opens + random.uniform() * (desk.closes - desk.opens);
      const shares = Object.fromEntries(
        Object.entries(themes).map(([theme, { share }]) => [
          theme,
          theme === 'fair' && near.has(day)
            ? share * 8
            : theme === 'product'
              ? share * pitching
              : channel.platform === 'youtube' && /jobs|dogs/.test(theme)
                ? 0
                : share,
        ]),
      );
      posts.push(
        beginning({
          key: `${channel.platform}/post/${day}/${n}`,
          platform: channel.platform,
          at: days.starts[day] + Math.round(minutes * 60) * 1000,
          kind: 'post',
          theme: weighted(random, shares) as Said['theme'],
        }),
      );
    }
  }
  return posts.sort((a, b) => a.at - b.at);
}
