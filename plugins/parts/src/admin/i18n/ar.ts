import type fr from "./fr"

const ar: typeof fr = {
  offers: {
    menu: "العروض",
    title: "عروضي",
    text: "ما تبيعه، مع السعر شامل الأداءات والمخزون المتاح.",
    search: "التسمية أو العلامة أو المرجع",
    part: "القطعة",
    sku: "مرجعك",
    condition: "الحالة",
    status: "النشر",
    stock: "المخزون",
    price: "السعر شامل الأداءات",
    noPrice: "دون سعر",
    available: "المتاح: {{pieces}}",
    reserved: "محجوز: {{pieces}}",
    empty: {
      title: "لا توجد عروض حاليًا",
      text: "ستظهر هنا القطع التي تعرضها للبيع مع سعرها ومخزونها.",
    },
  },
  condition: { new: "جديدة", used: "مستعملة", refurbished: "مجدّدة" },
  productStatus: {
    published: "منشورة",
    draft: "مسودة",
    proposed: "مقترحة",
    rejected: "مرفوضة",
  },
}

export default ar
