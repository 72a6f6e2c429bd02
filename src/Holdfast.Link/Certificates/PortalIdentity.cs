namespace Holdfast.Link.Certificates;

/// <summary>The portal at the other end of a link, as its certificate says.</summary>
/// <param name="Id">Names one portal process.</param>
/// <param name="SerialNumber">Of its certificate, hexadecimal.</param>
/// <param name="NotAfter">When its certificate ends.</param>
public sealed record PortalIdentity(string Id, string SerialNumber, DateTimeOffset NotAfter);
