using System.Net;

namespace Holdfast.Linux.Routing;

/// <summary>One way to a network; a route with several next hops is several of these.</summary>
/// <param name="Gateway">Null: it is on the link.</param>
/// <param name="Link">Index of the interface.</param>
/// <param name="Metric">The smaller one is taken.</param>
internal sealed record Route(IPNetwork Destination, IPAddress? Gateway, int Link, uint Metric);
