namespace Holdfast.Identity.Radius;

/// <summary>One attribute of a packet.</summary>
/// <param name="Type">See <see cref="RadiusType"/>.</param>
/// <param name="Value">1 to 253 bytes (RFC 2865 section 5).</param>
public sealed record RadiusField(byte Type, byte[] Value);
