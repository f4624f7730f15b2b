import Diagnostics

/// How a value of one type is read from a node, and what the schema says of it. Shapes are declared once, in the field
/// tables, and serve decoding, the JSON Schema and the reference.
struct Shape<Value: Sendable>: Sendable {
  /// What the schema says.
  let type: SchemaType
  /// Reads a node; nil after reporting what is wrong with it.
  let decode: @Sendable (NodeID, inout TreeDecoder) -> Value?

  init(_ type: SchemaType, decode: @escaping @Sendable (NodeID, inout TreeDecoder) -> Value?) {
    self.type = type
    self.decode = decode
  }
}
