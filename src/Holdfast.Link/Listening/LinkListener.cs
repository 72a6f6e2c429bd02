using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Holdfast.Link.Listening;

/// <summary>
/// The node's side of the link. Portals show a certificate of the authority that this node obeys; who shows none may only enrol the
/// node, and only while an enrolment code is open. Wired in by <see cref="LinkListenerExtensions"/>.
/// </summary>
public sealed partial class LinkListener(
    NodeIdentityStore identities,
    EnrolmentDesk enrolment,
    LinkListenerOptions options,
    TimeProvider time,
    ILogger<LinkListener> logger
)
{
    private static readonly object Key = new();
    private int _arriving;
    private int _links;

    /// <summary>Links that stand now.</summary>
    public int Links => Volatile.Read(ref _links);

    internal int Arriving => Volatile.Read(ref _arriving);

    internal LinkListenerOptions Options => options;

    /// <summary>Before TLS: counts who has not become a link, and sends away who takes too long.</summary>
    internal async Task GuardAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var arriving = new LinkConnection();
        connection.Features.Set(arriving);
        connection.Items[Key] = arriving;
        if (Interlocked.Increment(ref _arriving) > options.MaximumArriving)
        {
            Interlocked.Decrement(ref _arriving);
            Log.ArrivalsFull(logger, Remote(connection));
            return;
        }
        await using var timer = time.CreateTimer(
            _ => Expire(connection, arriving),
            state: null,
            options.ArrivalTimeout,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            await next(connection);
        }
        finally
        {
            Arrived(arriving);
        }
    }

    /// <summary>The TLS settings for one connection, from the identity in force now.</summary>
    internal ValueTask<SslServerAuthenticationOptions> SecureAsync(TlsHandshakeCallbackContext handshake)
    {
        var identity = identities.Current;
        var connection = (LinkConnection)handshake.Connection.Items[Key]!;
        var remote = Remote(handshake.Connection);
        return ValueTask.FromResult(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = identity.Context,
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificateRequired = true,
                AllowTlsResume = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, shown, _, _) => Judge(connection, identity, shown, remote),
            }
        );
    }

    /// <summary>Serves every request on the link's endpoint.</summary>
    internal Task ServeAsync(HttpContext http)
    {
        var connection = http.Features.Get<LinkConnection>()!;
        return http.Request.Path.Value switch
        {
            LinkPaths.Link when connection.Portal is { } portal && http.WebSockets.IsWebSocketRequest => ServeLinkAsync(
                http,
                connection,
                portal
            ),
            LinkPaths.Enrolment when http.WebSockets.IsWebSocketRequest => enrolment.ServeAsync(http),
            _ => AnswerAsync(http, StatusCodes.Status404NotFound),
        };
    }

    private async Task ServeLinkAsync(HttpContext http, LinkConnection connection, PortalIdentity portal)
    {
        if (Interlocked.Increment(ref _links) > options.MaximumLinks)
        {
            Interlocked.Decrement(ref _links);
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable);
            return;
        }
        try
        {
            Arrived(connection);
            enrolment.Confirm();
            var socket = await http.WebSockets.AcceptWebSocketAsync();
            await using var channel = new LinkChannel(socket, options.Limits, $"portal {portal.Id}");
            await HandleAsync(channel, portal, http.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _links);
        }
    }

    private async Task HandleAsync(LinkChannel channel, PortalIdentity portal, CancellationToken cancel)
    {
        Log.LinkOpened(logger, portal.Id);
        try
        {
            await options.Handler(channel, portal, cancel);
            await channel.CloseAsync("done", cancel);
            Log.LinkClosed(logger, portal.Id, "in good order");
        }
        catch (LinkException broken)
        {
            Log.LinkClosed(logger, portal.Id, broken.Problem.ToString());
        }
        catch (OperationCanceledException)
        {
            Log.LinkClosed(logger, portal.Id, "we stop");
        }
        catch (Exception failure)
        {
            Log.LinkFailed(logger, portal.Id, failure);
            await channel.CloseAsync("The node failed.", cancel);
        }
    }

    private bool Judge(LinkConnection connection, NodeIdentity identity, X509Certificate? shown, string remote)
    {
        if (shown is null)
        {
            return enrolment.IsOpen
                || Refuse(remote, LinkProblems.NotTrusted.At("portal", "It showed no certificate."));
        }
        if (shown is not X509Certificate2 certificate || identity.Authority is not { } authority)
        {
            return Refuse(remote, LinkProblems.NotTrusted.At("portal", "This node is not enrolled."));
        }
        var read = LinkTrust.ReadPortal(certificate, authority, time.GetUtcNow());
        if (read.Value is not { } portal)
        {
            return Refuse(remote, read.Problems[0]);
        }
        connection.Portal = portal;
        return options.Admit?.Invoke(portal) != false
            || Refuse(remote, LinkProblems.NotAdmitted.At(portal.Id, "It is not among the portals that may come."));
    }

    private bool Refuse(string remote, Problem problem)
    {
        Log.PortalRefused(logger, remote, problem.ToString());
        return false;
    }

    private void Expire(ConnectionContext connection, LinkConnection arriving)
    {
        if (!arriving.HasArrived)
        {
            Log.ArrivalTimedOut(logger, Remote(connection));
            connection.Abort(new ConnectionAbortedException("It became no link in time."));
        }
    }

    private void Arrived(LinkConnection connection)
    {
        if (connection.Arrive())
        {
            Interlocked.Decrement(ref _arriving);
        }
    }

    private static Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static string Remote(BaseConnectionContext connection) => connection.RemoteEndPoint?.ToString() ?? "unix";
}
