// What is half typed stays, whatever comes in; what was sent from here leaves its field.
(() => {
  "use strict";
  const sent = new WeakMap();
  const fieldsOf = (form) => (form.matches("form") ? form.querySelectorAll("textarea") : []);
  const isTyped = (field) => field.value !== field.defaultValue;
  htmx.registerExtension("typed", {
    htmx_before_request: (form) => {
      for (const field of fieldsOf(form)) sent.set(field, field.value);
    },
    htmx_after_request: (form, { ctx }) => {
      if (ctx.response.status >= 400) return;
      for (const field of fieldsOf(form)) {
        // Not what was typed on while it was sent.
        if (field.value === sent.get(field)) field.defaultValue = field.value;
      }
    },
    htmx_before_morph_node: (_, { oldNode, newNode }) => {
      if (!(oldNode instanceof HTMLTextAreaElement)) return;
      if (isTyped(oldNode)) newNode.defaultValue = oldNode.defaultValue;
      else if (oldNode.defaultValue !== newNode.defaultValue) oldNode.value = newNode.value;
    },
  });
})();
