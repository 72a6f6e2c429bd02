// Passkeys: hands what the page asks to the browser's own dialog, and its answer to the form.

/** The answer of the browser as JSON. Cancelled or not allowed: throws. */
async function ask(kind, options) {
  const parsed = JSON.parse(options);
  const credential =
    kind === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(parsed) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(parsed) });
  return JSON.stringify(credential.toJSON());
}

function known() {
  return typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
}

function wire(form) {
  const says = form.querySelector("[data-passkey-says]");
  if (!known()) {
    says.textContent = "This browser is too old for passkeys.";
    return;
  }
  says.textContent = "";
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) {
      return;
    }
    event.preventDefault();
    says.textContent = "";
    try {
      form.elements.answer.value = await ask(form.dataset.passkey, form.dataset.options);
      form.submit();
    } catch (error) {
      says.textContent =
        error.name === "InvalidStateError"
          ? "This device has a passkey for you already."
          : "The passkey was not used. Try again, or choose another way.";
    }
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  wire(form);
}
