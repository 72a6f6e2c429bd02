namespace Holdfast.Link.Messages;

/// <summary>The node asks for a new certificate before its own ends.</summary>
/// <param name="Purpose"><c>link</c> for the link itself, <c>wireguard-tcp</c> for the service that clients reach.</param>
/// <param name="Request">PKCS#10, PEM.</param>
public sealed record CertificateRequest(string Purpose, string Request) : LinkMessage;
