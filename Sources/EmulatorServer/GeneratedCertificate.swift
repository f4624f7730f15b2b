import Crypto
public import NIOSSL
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
  public import struct FoundationEssentials.Date
#else
  public import struct Foundation.Date
#endif

/// A certificate for this machine and the authority that signed it, made for one run of the server. Neither private
/// key is ever written anywhere.
public struct GeneratedCertificate: Sendable {
  /// The authority's certificate as PEM: what a client has to trust.
  public let authorityPEM: String
  /// The server's side.
  public let tls: TLSConfiguration

  /// Makes both, valid for a year from a day ago.
  ///
  /// - Parameters:
  ///   - addresses: further addresses and names beside `localhost`, `127.0.0.1` and `::1`.
  ///   - now: the clock.
  /// - Throws: when a name cannot stand in a certificate.
  public init(for addresses: [String] = [], now: Date) throws {
    let authorityKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
    let authorityName = try DistinguishedName { CommonName("Isthmus emulator, authority of one run") }
    let begin = now.addingTimeInterval(-86_400)
    let end = now.addingTimeInterval(365 * 86_400)
    let authority = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: authorityKey.publicKey,
      notValidBefore: begin, notValidAfter: end, issuer: authorityName, subject: authorityName,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        Critical(KeyUsage(keyCertSign: true))
        SubjectKeyIdentifier(hash: authorityKey.publicKey)
      }, issuerPrivateKey: authorityKey)

    let key = P256.Signing.PrivateKey()
    let publicKey = Certificate.PrivateKey(key).publicKey
    let server = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey, notValidBefore: begin,
      notValidAfter: end, issuer: authorityName,
      subject: try DistinguishedName { CommonName("Isthmus emulator") }, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth])
        SubjectAlternativeNames(Self.names(["localhost", "127.0.0.1", "::1"] + addresses))
        AuthorityKeyIdentifier(
          keyIdentifier: try authority.extensions.subjectKeyIdentifier?.keyIdentifier)
      }, issuerPrivateKey: authorityKey)

    authorityPEM = try authority.serializeAsPEM().pemString + "\n"
    tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: [
        .certificate(
          try NIOSSLCertificate(bytes: Array(try server.serializeAsPEM().pemString.utf8), format: .pem))
      ],
      privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)))
  }

  private static func names(_ texts: [String]) -> [GeneralName] {
    texts.map { text in
      if let address = NetworkAddress.bytes(of: text) {
        return .ipAddress(ASN1OctetString(contentBytes: address[...]))
      }
      return .dnsName(text)
    }
  }
}
