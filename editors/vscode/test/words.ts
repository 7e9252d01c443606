// The editor's translation, without one: values filled in.
export const filled = (sentence: string, ...values: (string | number)[]) =>
  sentence.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
