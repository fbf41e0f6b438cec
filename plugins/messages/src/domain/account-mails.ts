import type { Templates } from "./templates"

/** What the mails about an account need to be written. */
export type AccountMailData = {
  password_reset: { link: string; minutes: number }
  email_confirmation: { name: string; link: string; days: number }
  /** To the new address, which the link shows to be read. */
  email_change: { name: string; link: string; days: number }
  /** To an address somebody else asked for, and which has an account already. */
  email_taken: { link: string }
  /** To the address that an account had. */
  email_changed: { name: string; email: string; link: string }
}

export const accountTemplates: Templates<AccountMailData> = {
  password_reset: {
    fr: ({ link, minutes }) => ({
      subject: "Choisissez un nouveau mot de passe",
      before: ["Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte."],
      action: { label: "Choisir un nouveau mot de passe", link },
      after: [
        `Ce lien sert une seule fois, pendant ${minutes} minutes.`,
        "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
      ],
    }),
    ar: ({ link, minutes }) => ({
      subject: "اختر كلمة سر جديدة",
      before: ["طلب أحدهم، وأنت على الأرجح، كلمة سر جديدة لحسابك."],
      action: { label: "اختيار كلمة سر جديدة", link },
      after: [
        `يصلح هذا الرابط مرة واحدة، خلال ${minutes} دقيقة.`,
        "إن لم تطلب شيئًا فلا تفعل شيئًا: تبقى كلمة سرك كما هي.",
      ],
    }),
    en: ({ link, minutes }) => ({
      subject: "Choose a new password",
      before: ["Somebody, most likely you, asked for a new password for your account."],
      action: { label: "Choose a new password", link },
      after: [
        `The link works once, for ${minutes} minutes.`,
        "If you asked for nothing, do nothing: your password stays as it is.",
      ],
    }),
  },
  email_confirmation: {
    fr: ({ name, link, days }) => ({
      subject: "Confirmez votre adresse e-mail",
      hello: `Bonjour ${name},`,
      before: [
        "Un compte a été ouvert avec cette adresse. Confirmez qu’elle est à vous : vos commandes passées sans compte avec cette adresse rejoindront alors votre compte.",
      ],
      action: { label: "Confirmer mon adresse", link },
      after: [
        `Ce lien sert pendant ${days} jours. Connectez-vous avec votre mot de passe si on vous le demande.`,
        "Si vous n’avez pas ouvert de compte, ne faites rien.",
      ],
    }),
    ar: ({ name, link, days }) => ({
      subject: "أكّد بريدك الإلكتروني",
      hello: `مرحبًا ${name}،`,
      before: [
        "فُتح حساب بهذا العنوان. أكّد أنه عنوانك: عندها تنضم إلى حسابك الطلبات التي قدّمتها به دون حساب.",
      ],
      action: { label: "تأكيد عنواني", link },
      after: [
        `يصلح هذا الرابط خلال ${days} أيام. سجّل الدخول بكلمة سرك إن طُلب منك ذلك.`,
        "إن لم تفتح حسابًا فلا تفعل شيئًا.",
      ],
    }),
    en: ({ name, link, days }) => ({
      subject: "Confirm your e-mail address",
      hello: `Hello ${name},`,
      before: [
        "An account was opened with this address. Confirm that it is yours: the orders you placed with it without an account will then join your account.",
      ],
      action: { label: "Confirm my address", link },
      after: [
        `The link works for ${days} days. Sign in with your password if you are asked to.`,
        "If you did not open an account, do nothing.",
      ],
    }),
  },
  email_change: {
    fr: ({ name, link, days }) => ({
      subject: "Confirmez votre nouvelle adresse e-mail",
      hello: `Bonjour ${name},`,
      before: [
        "Vous avez demandé que cette adresse devienne celle de votre compte. Tant que vous ne la confirmez pas, rien ne change.",
      ],
      action: { label: "Confirmer la nouvelle adresse", link },
      after: [
        `Ce lien sert pendant ${days} jours. Il vous sera demandé de vous connecter, encore avec l’ancienne adresse.`,
        "Si vous n’avez rien demandé, ne faites rien.",
      ],
    }),
    ar: ({ name, link, days }) => ({
      subject: "أكّد بريدك الإلكتروني الجديد",
      hello: `مرحبًا ${name}،`,
      before: ["طلبت أن يصبح هذا العنوان عنوان حسابك. لا يتغير شيء ما لم تؤكده."],
      action: { label: "تأكيد العنوان الجديد", link },
      after: [
        `يصلح هذا الرابط خلال ${days} أيام. سيُطلب منك تسجيل الدخول بالعنوان القديم.`,
        "إن لم تطلب شيئًا فلا تفعل شيئًا.",
      ],
    }),
    en: ({ name, link, days }) => ({
      subject: "Confirm your new e-mail address",
      hello: `Hello ${name},`,
      before: [
        "You asked for this address to become your account’s. Nothing changes until you confirm it.",
      ],
      action: { label: "Confirm the new address", link },
      after: [
        `The link works for ${days} days. You will be asked to sign in, still with the old address.`,
        "If you asked for nothing, do nothing.",
      ],
    }),
  },
  email_taken: {
    fr: ({ link }) => ({
      subject: "Votre adresse a déjà un compte",
      before: [
        "Quelqu’un a demandé que cette adresse devienne celle d’un autre compte. Elle a déjà le sien : rien n’a changé.",
        "Si c’était vous, connectez-vous avec cette adresse.",
      ],
      action: { label: "Me connecter", link },
      after: ["Si ce n’était pas vous, ne faites rien."],
    }),
    ar: ({ link }) => ({
      subject: "لعنوانك حساب بالفعل",
      before: [
        "طلب أحدهم أن يصبح هذا العنوان عنوان حساب آخر. له حساب بالفعل: لم يتغير شيء.",
        "إن كنت أنت فسجّل الدخول بهذا العنوان.",
      ],
      action: { label: "تسجيل الدخول", link },
      after: ["إن لم تكن أنت فلا تفعل شيئًا."],
    }),
    en: ({ link }) => ({
      subject: "Your address has an account already",
      before: [
        "Somebody asked for this address to become another account’s. It has its own already: nothing has changed.",
        "If it was you, sign in with this address.",
      ],
      action: { label: "Sign in", link },
      after: ["If it was not you, do nothing."],
    }),
  },
  email_changed: {
    fr: ({ name, email, link }) => ({
      subject: "L’adresse e-mail de votre compte a changé",
      hello: `Bonjour ${name},`,
      before: [
        `Votre compte est maintenant à l’adresse ${email}. Connectez-vous avec elle ; vos commandes et vos véhicules n’ont pas changé.`,
      ],
      action: { label: "Nous contacter", link },
      after: [
        "Si ce n’est pas vous qui l’avez demandé, écrivez-nous ou appelez-nous au plus vite.",
      ],
    }),
    ar: ({ name, email, link }) => ({
      subject: "تغيّر البريد الإلكتروني لحسابك",
      hello: `مرحبًا ${name}،`,
      before: [`صار حسابك على العنوان ${email}. سجّل الدخول به؛ طلباتك ومركباتك لم تتغير.`],
      action: { label: "اتصل بنا", link },
      after: ["إن لم تطلب ذلك أنت فراسلنا أو اتصل بنا في أقرب وقت."],
    }),
    en: ({ name, email, link }) => ({
      subject: "Your account’s e-mail address has changed",
      hello: `Hello ${name},`,
      before: [
        `Your account is now at ${email}. Sign in with it; your orders and vehicles have not changed.`,
      ],
      action: { label: "Contact us", link },
      after: ["If you did not ask for it, write to us or call us as soon as you can."],
    }),
  },
}
