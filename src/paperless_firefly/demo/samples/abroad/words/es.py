"""Spanish words of sample papers."""

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"

WORDS = {
    "invoice": "Factura|FACTURA|Minuta de honorarios|Factura de venta", "credit_note": "Factura rectificativa|Abono|FACTURA RECTIFICATIVA|Nota de abono",
    "reminder": "Recordatorio de pago|Aviso de impago|Reclamación de pago", "order": "Confirmación de pedido|Confirmación del pedido", "quote": "Presupuesto|Oferta", "delivery": "Albarán|Albarán de entrega|Nota de entrega",
    "payslip": "Nómina|Recibo de salarios|Recibo individual de salarios", "number": "Factura nº|Número de factura|Nº factura|Factura Núm.|Nº de factura|Factura No.", "credit_number": "Abono nº|Nº rectificativa|Número de documento|Factura rectificativa nº",
    "other_number": "Referencia|Pedido nº|Nº expediente|Documento nº", "date": "Fecha de factura|Fecha|Fecha de emisión|Fecha factura|Fecha expedición", "due": "Vencimiento|Fecha de vencimiento|Fecha límite de pago|Pagar antes de|Vence el",
    "delivered": "Fecha de entrega|Fecha de operación|Entregado el", "ordered": "Fecha de pedido|Fecha del pedido", "customer": "Nº cliente|Código de cliente|Cód. cliente", "order_ref": "Su pedido|Pedido nº|Ref. pedido",
    "pos": "Ref.|Nº", "item": "Concepto|Descripción|Artículo", "qty": "Cant.|Cantidad|Uds.", "price": "Precio|Precio unit.|Precio unitario", "amount": "Importe|Total|Subtotal", "rate": "IVA|% IVA",
    "net": "Base imponible|Subtotal|Total sin IVA|Importe neto", "tax": "IVA {rate} %|IVA ({rate}%)|Cuota IVA {rate}%|I.V.A. {rate}%", "total": "Total factura|TOTAL|Total a pagar|Importe total|TOTAL FACTURA|Total con IVA",
    "payable": "Total a pagar|Importe a pagar|A pagar", "credit_total": "Total abono|Total a abonar|Total|Importe total",
    "pay_by": "Pago antes del {date} por transferencia.|Rogamos abonen el importe antes del {date}.|Fecha límite de pago: {date}", "terms": "Forma de pago: transferencia a {days} días|Condiciones de pago: {days} días fecha factura|Pago a {days} días|Vencimiento a {days} días",
    "thanks": "Gracias por su confianza.|Gracias por su compra", "seller_head": "Vendedor|Emisor|Datos del emisor", "buyer_head": "Cliente|Facturar a|Datos del cliente|Destinatario", "bank": "Datos bancarios|Cuenta", "on": "de", "place_date": "{city}, {date}|En {city}, a {date}",
    "period": "Periodo de facturación|Periodo", "tax_rate": "Tipo|% IVA", "tax_base": "Base imponible|Base", "tax_amount": "Cuota|Cuota IVA", "tax_gross": "Total",
    "receipt_no": "Factura simplificada|Ticket nº|Nº ticket|Fra. simplificada", "receipt_date": "Fecha|", "subtotal": "Subtotal|SUBTOTAL", "receipt_total": "TOTAL|Total a pagar|TOTAL (€)|IMPORTE TOTAL|TOTAL EUROS",
    "cash": "Efectivo|EFECTIVO|Entregado", "card": "Tarjeta|Tarjeta bancaria|Visa|TARJETA CREDITO", "change": "Cambio|CAMBIO|Devolución", "rounding": "Redondeo", "discount": "Descuento|Dto.", "deposit": "Depósito envase|Fianza envase", "tip": "Propina", "table": "Mesa", "waiter": "Camarero|Le atendió",
    "receipt_tax": "IVA incluido {rate}%|IVA {rate}%|Cuota IVA {rate}%", "receipt_thanks": "Gracias por su visita|Gracias por su compra", "till": "Caja", "time": "Hora|", "card_no": "Tarjeta|Nº tarjeta",
    "credit_ref": "Rectifica la factura {ref} de {date}|Abono de la factura {ref} de fecha {date}", "reminder_text": "Le recordamos que la factura {ref} de {date} sigue pendiente de pago.", "order_text": "Gracias por su pedido, que confirmamos a continuación:", "quote_text": "Le presentamos nuestra oferta, válida 30 días:", "delivery_text": "Mercancía entregada en su domicilio:",
    "gross_pay": "Total devengado|Salario bruto", "deduction": "Retención IRPF|Seguridad Social", "net_pay": "Líquido a percibir|Líquido total a percibir", "employee": "Trabajador|Empleado", "month": "Periodo de liquidación|Mes", "open": "Importe pendiente|Saldo pendiente",
    "greeting": "Estimado cliente:|Muy señores nuestros:", "page": "Página 1 de 1|Pág. 1",
}  # fmt: skip

COUNTRY_WORDS = {"ES": {"vat_id": "CIF: {id}|N.I.F. {id}|NIF {id}|C.I.F. {id}"}}

ITEMS = "Mantenimiento caldera=125.00|Cartucho de tinta negro=21.90|Consultoría por hora=80.00|Silla de oficina=239.00|Desplazamiento=30.50|Alojamiento web=9.90|Reparación de ventana=355.00|Tablas de roble=59.80"
SHOP = "Leche entera 1L=1.05|Barra de pan=0.95|Mantequilla=2.60|Zumo de naranja=1.75|Café molido=3.85|Detergente=6.95|Plátanos=1.98|Yogur natural=1.10|Tornillos 4x40=3.25"
MENU = "Menú del día=13.50|Gazpacho=5.50|Tortilla española=7.80|Agua mineral=2.20|Café con leche=1.60|Croquetas=8.50|Flan casero=4.20"
