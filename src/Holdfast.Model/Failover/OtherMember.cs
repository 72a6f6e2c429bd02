using System.Net;

namespace Holdfast.Model.Failover;

/// <summary>Another machine of the failover group.</summary>
/// <param name="Member">1 to 255.</param>
/// <param name="Addresses">Its own, one for each heartbeat path.</param>
public sealed record OtherMember(int Member, IReadOnlyList<IPAddress> Addresses);
