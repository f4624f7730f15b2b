import CtyunAPI
import CtyunClient
import JSON

/// A request that is shown in place of being sent.
enum DryRun {
  /// The request as a curl command, and the signature's inputs as its comments. The secret key is not among them.
  static func text(
    _ operation: CtyunAPI.Operation, _ arguments: JSONObject, key: AccessKey, _ cloud: CloudOptions
  ) throws(UsageFailure) -> String {
    let configuration = try cloud.configuration()
    let request: SignedRequest
    do {
      request = try SignedRequest(
        operation, arguments, baseURL: configuration.addresses[operation.service], accessKey: key,
        instant: SystemClock().secondsSince1970, requestID: UniqueID.random(),
        options: configuration.options(for: operation))
    } catch {
      throw UsageFailure(message: error.description)
    }
    var words = ["curl", "--request", request.method.rawValue, ShellText.quoted(request.url)]
    if let file = cloud.caFile { words.insert(contentsOf: ["--cacert", ShellText.quoted(file)], at: 1) }
    var lines = [words.joined(separator: " ")]
    lines += request.headers.map { "--header \(ShellText.quoted("\($0.name): \($0.value)"))" }
    if !request.body.isEmpty {
      lines.append("--data-binary \(ShellText.quoted(String(decoding: request.body, as: UTF8.self)))")
    }
    let signature = request.signature
    let signed = signature.stringToSign.replacing("\n", with: "\\n")
    return """
      # \(operation.id) as \(key.id); nothing was sent
      \(lines.joined(separator: " \\\n  "))
      # request id      \(signature.requestID)
      # date            \(signature.date) (UTC\(cloud.signingZone < 0 ? "" : "+")\(cloud.signingZone))
      # query           \(signature.query)
      # body's SHA-256  \(signature.bodyHash)
      # text signed     \(signed)
      # signature       \(signature.signature)

      """
  }
}
