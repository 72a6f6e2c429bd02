using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Histories;

/// <summary>A configuration as a client was given it.</summary>
/// <param name="Key">WireGuard: the public key. OpenVPN: the name in the certificate, which is the configuration's id.</param>
/// <param name="Address">The first IPv4 address. Null: OpenVPN, whose client learns it when it connects.</param>
public sealed record Given(Protocol Protocol, string Key, IPAddress? Address, DateTimeOffset Expires);
