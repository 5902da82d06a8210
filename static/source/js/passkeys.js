// Ties buttons to what django-allauth does with passkeys. A button names what it does, the field
// that takes what the browser makes, and where the page holds what the browser is asked for.
for (const button of document.querySelectorAll('[data-passkey]')) {
  const { passkey, credential, asked } = button.dataset
  window.allauth.webauthn.forms[passkey]({
    ids: { add: button.id, authenticate: button.id, login: button.id, passwordless: 'id_passwordless', credential, data: asked }
  })
}
