using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Node.WireGuardTcp;
using Holdfast.Testing.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Node.Tests.WireGuardTcp;

/// <summary>The listener with TLS, a UDP socket as WireGuard behind it, and clients that speak byte by byte.</summary>
internal sealed class RelayLab : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private WireGuardTcpListener? _listener;

    public Socket WireGuard { get; } = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public WireGuardTcpRelay Relay { get; private set; } = null!;

    public int Port => _listener!.Port;

    public static async Task<RelayLab> CreateAsync(WireGuardTcpOptions? options = null)
    {
        var lab = new RelayLab();
        lab.WireGuard.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        options = (options ?? new()) with { Listen = new(IPAddress.Loopback, 0) };
        lab.Relay = new(options, NullLogger<WireGuardTcpRelay>.Instance);
        lab.ServeOffice();
        var started = await WireGuardTcpListener.StartAsync(
            options,
            lab.Relay,
            () => SslStreamCertificateContext.Create(lab._certificate, null, offline: true),
            NullLoggerFactory.Instance,
            CancellationToken.None
        );
        lab._listener = started.Value ?? throw new InvalidOperationException(started.Problems[0].ToString());
        return lab;
    }

    public void ServeOffice() =>
        Relay.Serve(new Dictionary<string, IPEndPoint> { ["office"] = (IPEndPoint)WireGuard.LocalEndPoint! });

    public async Task<SslStream> ConnectAsync(SslProtocols protocols = SslProtocols.Tls13)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocols,
                RemoteCertificateValidationCallback = (_, shown, _, _) => _certificate.Equals(shown),
            }
        );
        return stream;
    }

    /// <returns>The stream behind a request, and the head of its answer.</returns>
    public async Task<(SslStream Stream, string Head)> RequestAsync(
        string line = "GET /proxyguard/office HTTP/1.1",
        string headers = "Connection: Upgrade\r\nUpgrade: UoTLV/1\r\n"
    )
    {
        var stream = await ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\nHost: localhost\r\n{headers}\r\n"));
        return (stream, await ReadHeadAsync(stream));
    }

    public static byte[] Frame(byte[] datagram)
    {
        var frame = new byte[2 + datagram.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)datagram.Length);
        datagram.CopyTo(frame, 2);
        return frame;
    }

    public static async Task<byte[]> ReadDatagramAsync(Stream stream)
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var header = new byte[2];
        await stream.ReadExactlyAsync(header, deadline.Token);
        var datagram = new byte[BinaryPrimitives.ReadUInt16BigEndian(header)];
        await stream.ReadExactlyAsync(datagram, deadline.Token);
        return datagram;
    }

    public async Task<(byte[] Datagram, EndPoint From)> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var buffer = new byte[65535];
        var got = await WireGuard.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), deadline.Token);
        return (buffer[..got.ReceivedBytes], got.RemoteEndPoint);
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        WireGuard.Dispose();
        _certificate.Dispose();
    }

    private static async Task<string> ReadHeadAsync(SslStream stream)
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, deadline.Token) == 0)
            {
                break;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
