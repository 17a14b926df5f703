"""Malay labels, one role a line: Malaysian receipts mix them with English."""

LABELS = {
    "total": "jumlah besar|jumlah keseluruhan|jumlah harga|jumlah akhir",
    "sum": "jumlah",
    "payable": "perlu dibayar|jumlah perlu dibayar|jumlah bayaran|jumlah dibayar",
    "subtotal": "jumlah kecil|subjumlah",
    "tax": "cukai|cukai jualan|cbp",
    "discount": "diskaun|potongan",
    "rounding": "penggenapan|pelarasan penggenapan|pembundaran",
    "rounded": "jumlah genap|selepas penggenapan",
    "cash": "tunai|bayaran|dibayar|diterima",
    "card": "kad kredit|kad debit",
    "change": "baki|baki tunai|wang baki",
    "quantity": "kuantiti|bilangan|bil item|unit",
    "unit": "harga|harga seunit",
    "date": "tarikh",
    "number": "no resit|no invois|resit no|no bil|no dokumen",
    "other_number": "juruwang|kaunter|pekerja|no telefon",
    "buyer": "kepada|pelanggan",
    "kind_invoice": "invois|invois cukai|bil",
    "kind_receipt": "resit|resit rasmi",
}
