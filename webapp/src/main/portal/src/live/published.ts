import { ref } from 'vue';

/** Grows whenever this page published a model or took one back: whoever shows it looks again. */
export const publications = ref(0);
