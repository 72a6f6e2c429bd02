using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Node.WireGuardTcp;

public static class WireGuardTcpEndpoints
{
    /// <summary>Serves <c>/proxyguard/{profile}</c>; all methods, so that wrong ones get a clear answer. HTTP/1.1 only, as the protocol says.</summary>
    public static IEndpointConventionBuilder MapWireGuardTcp(
        this IEndpointRouteBuilder endpoints,
        WireGuardTcpRelay relay
    ) =>
        endpoints.Map(
            "/proxyguard/{profile}",
            (HttpContext http) => relay.HandleAsync(http, (string)http.Request.RouteValues["profile"]!)
        );
}
