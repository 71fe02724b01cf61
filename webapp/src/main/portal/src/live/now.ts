import { onScopeDispose, readonly, ref, type Ref } from 'vue';

const SECOND = 1000;
const now = ref(new Date());
let watchers = 0;
let timer = 0;

/** The time, every second, while a component wants it. */
export function useNow(): Readonly<Ref<Date>> {
  if (watchers++ === 0) {
    now.value = new Date();
    timer = window.setInterval(() => (now.value = new Date()), SECOND);
  }
  onScopeDispose(() => {
    if (--watchers === 0) {
      window.clearInterval(timer);
    }
  });
  return readonly(now) as Readonly<Ref<Date>>;
}
