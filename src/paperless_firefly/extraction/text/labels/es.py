"""Spanish labels, one role a line."""

LABELS = {
    "total": (
        "importe total|total factura|total general|total iva incluido|total con iva|"
        "total con impuestos|total bruto|monto total|total eur|total euros|total ticket|"
        "total documento|total iva inc|importe total factura|total abono|total a abonar|"
        "importe del abono|total rectificativa"
    ),
    "sum": "total|suma|importe|monto",
    "payable": (
        "total a pagar|a pagar|importe a pagar|pendiente de pago|saldo pendiente|"
        "importe adeudado|liquido a pagar|total pendiente|importe pendiente|neto a pagar"
    ),
    "subtotal": "subtotal|sub total|suma parcial|total lineas|total articulos",
    "net": (
        "base imponible|importe neto|total neto|base|sin iva|total sin iva|neto|"
        "total base imponible|total sin impuestos|base imp|importe bruto|antes de impuestos|"
        "total bruto sin iva"
    ),
    "tax": (
        "iva|impuesto|impuestos|cuota iva|importe iva|total iva|cuota|igic|total impuestos|"
        "cuota de iva"
    ),
    "tax_included": "iva incluido|incluye iva|iva inc|impuestos incluidos|iva incluida",
    "rounding": "redondeo|ajuste por redondeo",
    "rounded": "total redondeado",
    "discount": "descuento|dto|rebaja|bonificacion|cupon",
    "cash": (
        "efectivo|entregado|pagado|recibido|pago|en efectivo|importe entregado|pago en efectivo|"
        "contado"
    ),
    "card": (
        "tarjeta|tarjeta de credito|tarjeta credito|tarjeta de debito|tarjeta bancaria|"
        "pago con tarjeta"
    ),
    "change": "cambio|vuelto|devuelto|su cambio|a devolver",
    "tip": "propina",
    "deposit": "deposito|fianza",
    "service": "gastos de envio|envio|portes|transporte|servicio",
    "prepaid": "anticipo|pagado a cuenta|a cuenta|ya pagado|anticipos|importe pagado",
    "arrears": (
        "saldo anterior|importe pendiente anterior|deuda anterior|facturas pendientes|"
        "saldo pendiente anterior|atrasos"
    ),
    "quantity": (
        "cantidad|cant|unidades|articulos|num articulos|numero de articulos|uds|"
        "total articulos unidades"
    ),
    "saving": "ahorro|ha ahorrado|usted ahorra",
    "points": "puntos",
    "unit": "precio unitario|precio|p unit|p unitario",
    "tax_summary": (
        "desglose iva|desglose de iva|tipo iva|desglose|resumen iva|tipo|detalle iva|tipo de iva|"
        "desglose impuestos"
    ),
    "incl": "iva incluido|incluido|impuestos incluidos|iva inc",
    "excl": "sin iva|sin impuestos|excluido",
    "date": (
        "fecha|fecha factura|fecha de factura|fecha de emision|fecha emision|fecha de la factura|"
        "fecha de expedicion|fecha documento|fecha expedicion|emitida el"
    ),
    "due_date": (
        "vencimiento|fecha de vencimiento|fecha vencimiento|pagar antes del|fecha limite de pago|"
        "vence|pagadero hasta|vence el|a pagar antes del|pagadero antes del|fecha de pago|"
        "fecha de cargo|fecha limite|vencimientos|pago antes del|pagar antes de|antes del"
    ),
    "other_date": (
        "fecha de entrega|fecha pedido|periodo|fecha de pedido|fecha entrega|valido hasta|desde|"
        "hasta|fecha de nacimiento|periodo de facturacion|fecha de operacion|fecha operacion|"
        "pedido del|fecha del pedido|fecha de prestacion|rectifica la factura|de la factura|"
        "la factura|entregado el"
    ),
    "number": (
        "factura n|factura no|numero de factura|n factura|factura numero|num factura|no factura|"
        "factura|n de factura|factura num|recibo n|ticket n|no de factura|factura simplificada|"
        "numero factura|numero documento|abono n|n ticket|factura n o|nota de credito n|"
        "n de abono|no ticket|documento n|factura rectificativa n|factura rectificativa|ticket|"
        "factura simplificada n|fra simplificada|fra simplificada n|n rectificativa|"
        "numero de documento|rectificativa n|n o factura|n o de factura|recibo no|recibo n o|"
        "ticket no|ticket n o|abono no|abono n o|n o ticket|nota de credito no|"
        "nota de credito n o|no de abono|n o de abono|documento no|documento n o|"
        "factura rectificativa no|factura rectificativa n o|factura simplificada no|"
        "factura simplificada n o|fra simplificada no|fra simplificada n o|no rectificativa|"
        "n o rectificativa|rectificativa no|rectificativa n o"
    ),
    "customer_number": (
        "numero de cliente|n cliente|codigo cliente|codigo de cliente|no cliente|cod cliente|"
        "num cliente|numero cliente|n de cliente|cliente n|cliente no|n o cliente|no de cliente|"
        "n o de cliente|cliente n o"
    ),
    "other_number": (
        "numero de pedido|n pedido|pedido|cif|nif|tel|telefono|fax|albaran|n albaran|mesa|caja|"
        "n registro|nif cif|contrato|numero de contrato|referencia|su pedido|no pedido|"
        "n contrato|albaran n|pedido n|movil|operador|tlf|n de pedido|no de pedido|presupuesto n|"
        "rectifica la factura|de la factura|la factura|n o pedido|no albaran|n o albaran|"
        "no registro|n o registro|no contrato|n o contrato|albaran no|albaran n o|pedido no|"
        "pedido n o|n o de pedido|presupuesto no|presupuesto n o"
    ),
    "payment_reference": (
        "concepto|referencia de pago|referencia pago|concepto de la transferencia|"
        "indicar en el concepto|concepto del pago|referencia para el pago"
    ),
    "seller": (
        "vendedor|proveedor|emisor|expedidor|titular|beneficiario|titular de la cuenta|"
        "datos del emisor"
    ),
    "buyer": (
        "comprador|cliente|destinatario|facturar a|receptor|direccion de envio|datos del cliente|"
        "direccion de facturacion|enviar a|facturado a|direccion de entrega|sr|sra|att"
    ),
    "kind_invoice": ("factura|factura simplificada|factura proforma|minuta|minuta de honorarios"),
    "kind_credit_note": ("nota de credito|abono|factura de abono|nota de abono"),
    "kind_correction": "factura rectificativa|rectifica la factura|rectificacion de la factura",
    "kind_receipt": (
        "recibo|ticket|tique|justificante de pago|ticket de compra|ticket de caja|"
        "factura simplificada|fra simplificada"
    ),
    "kind_reminder": (
        "recordatorio de pago|aviso de pago|reclamacion de pago|requerimiento de pago|"
        "segundo aviso|aviso de impago"
    ),
    "kind_order": "confirmacion de pedido|pedido|orden de compra|confirmacion del pedido",
    "kind_quote": "presupuesto|oferta|cotizacion|factura proforma",
    "kind_delivery_note": "albaran|nota de entrega|albaran de entrega",
    "kind_bank_statement": (
        "extracto|extracto bancario|saldo anterior|saldo final|extracto de cuenta|saldo inicial|"
        "saldo actual"
    ),
    "kind_contract": "contrato|contrato de alquiler|contrato de trabajo|poliza",
    "kind_payslip": (
        "nomina|recibo de salarios|liquido a percibir|recibo individual de salarios|"
        "total devengado|recibo individual justificativo del pago de salarios"
    ),
    "date_of": "de fecha|con fecha|del",
}
