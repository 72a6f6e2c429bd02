namespace Holdfast.Link.Messages;

/// <param name="Purpose">As asked.</param>
/// <param name="Certificate">PEM, the node's own first, then the way up to the authority.</param>
public sealed record CertificateIssued(string Purpose, string Certificate) : LinkMessage;
