using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Addresses;
using Holdfast.Link.Channels;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Dialing;

/// <summary>One attempt to reach a node, step by step, so that each step can fail with a reason of its own.</summary>
internal sealed class Dial(LinkAddress address, TimeSpan timeout, TimeProvider time)
{
    private string Where => address.ToString();

    /// <summary>TLS 1.3 only. A resumed session would skip the exchange of certificates, so there is none.</summary>
    public static SslClientAuthenticationOptions Tls(
        Func<X509Certificate2, bool> trust,
        SslStreamCertificateContext? certificate = null
    ) =>
        new()
        {
            TargetHost = "node",
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = certificate,
            AllowTlsResume = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = NoLookUps(),
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 shown2 && trust(shown2),
        };

    /// <summary>Connects and makes the connection secure.</summary>
    /// <param name="judgement">Why the certificate shown was refused; null: it was not.</param>
    public async Task<Outcome<Stream>> SecureAsync(
        SslClientAuthenticationOptions tls,
        Func<Problem?> judgement,
        CancellationToken cancel
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var timer = time.CreateTimer(_ => deadline.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        var connected = await ConnectAsync(deadline.Token, cancel);
        return connected.Value is { } socket
            ? await SecureAsync(new NetworkStream(socket, ownsSocket: true), tls, judgement, deadline.Token, cancel)
            : Outcome<Stream>.Failed(connected.Problems);
    }

    /// <summary>RFC 6455 section 4.1, on the connection that stands already. The stream is disposed with the socket, or at failure.</summary>
    public async Task<Outcome<WebSocket>> UpgradeAsync(
        Stream stream,
        string path,
        LinkLimits limits,
        CancellationToken cancel
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var timer = time.CreateTimer(_ => deadline.Cancel(), null, timeout, Timeout.InfiniteTimeSpan);
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = limits.PingInterval;
        socket.Options.KeepAliveTimeout = limits.PingTimeout;
        socket.Options.CollectHttpResponseDetails = true;
        var kept = false;
        try
        {
            using var invoker = new HttpMessageInvoker(Over(stream));
            await socket.ConnectAsync(new Uri("ws://node" + path), invoker, deadline.Token);
            kept = true;
            return socket;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TimedOut("It took the connection and says nothing.");
        }
        catch (WebSocketException refused)
        {
            return Explain(socket, refused);
        }
        finally
        {
            if (!kept)
            {
                socket.Dispose();
                await stream.DisposeAsync();
            }
        }
    }

    private async Task<Outcome<Socket>> ConnectAsync(CancellationToken deadline, CancellationToken cancel)
    {
        var endPoint = address.EndPoint;
        var socket =
            endPoint is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, deadline);
            return socket;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            return TimedOut("No connection came about.");
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            return LinkProblems.Unreachable.At(Where, $"{refused.Message}.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Outcome<Stream>> SecureAsync(
        NetworkStream plain,
        SslClientAuthenticationOptions tls,
        Func<Problem?> judgement,
        CancellationToken deadline,
        CancellationToken cancel
    )
    {
        var secure = new SslStream(plain);
        var kept = false;
        try
        {
            await secure.AuthenticateAsClientAsync(tls, deadline);
            kept = true;
            return secure;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TimedOut("It took the connection and does not speak TLS.");
        }
        catch (Exception broken) when (broken is AuthenticationException or IOException or CryptographicException)
        {
            return judgement() ?? LinkProblems.TlsFailed.At(Where, broken.InnerException?.Message ?? broken.Message);
        }
        finally
        {
            if (!kept)
            {
                await secure.DisposeAsync();
            }
        }
    }

    private static SocketsHttpHandler Over(Stream stream) =>
        new()
        {
            ConnectCallback = (_, _) => ValueTask.FromResult(stream),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };

    /// <summary>In TLS 1.3 the client learns at its first read that the server did not like its certificate: RFC 8446 section 4.4.2.4.</summary>
    private Problem Explain(ClientWebSocket socket, WebSocketException refused) =>
        (int)socket.HttpStatusCode switch
        {
            0 => LinkProblems.NotAdmitted.At(Where, "It closed the connection when it saw our certificate."),
            503 => LinkProblems.NotAdmitted.At(Where, "It serves as many portals as it may."),
            var status => LinkProblems.NotAdmitted.At(Where, $"It answered {status}. {refused.Message}"),
        };

    private Problem TimedOut(string detail) => LinkProblems.TimedOut.At(Where, detail);

    private static X509ChainPolicy NoLookUps() =>
        new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        };
}
