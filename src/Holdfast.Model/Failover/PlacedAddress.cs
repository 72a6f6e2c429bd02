using System.Net;

namespace Holdfast.Model.Failover;

/// <summary>A virtual address, and where it goes.</summary>
/// <param name="Link">The interface of this machine, at most 15 characters.</param>
public sealed record PlacedAddress(string Link, IPAddress Address);
