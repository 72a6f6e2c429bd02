using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Holdfast.Lab;
using Holdfast.Testing;
using Holdfast.Testing.Ldap;

namespace Holdfast.Bench.People;

/// <summary>Our executable as a portal on this machine, with nothing but a database; ended with the test.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _admin;
    private Process? _process;

    private PortalProcess() =>
        _admin = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancel) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder["admin.sock"]), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            Timeout = Patience,
        };

    public static async Task<PortalProcess> StartAsync(string database)
    {
        var portal = new PortalProcess();
        await portal.BeginAsync(database);
        return portal;
    }

    public async Task<Guid> AddSourceAsync(Slapd directory, string filter) =>
        (await CallAsync(HttpMethod.Post, "sources", Draft(directory, filter)))["id"]!.GetValue<Guid>();

    public Task ChangeFilterAsync(Slapd directory, Guid id, string filter) =>
        CallAsync(HttpMethod.Put, $"sources/{id}", Draft(directory, filter));

    public async Task<JsonNode> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://admin/api/admin/v1/{path}"));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _admin.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new LabException($"{method} {path} answered {(int)answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _admin.Dispose();
        _folder.Dispose();
    }

    private async Task BeginAsync(string database)
    {
        await File.WriteAllTextAsync(_folder["database"], database);
        string[] arguments =
        [
            "portal",
            "--home",
            _folder["home"],
            "--port",
            $"{FreePort()}",
            "--admin-socket",
            _folder["admin.sock"],
            "--database-file",
            _folder["database"],
        ];
        _process = Process.Start(
            new ProcessStartInfo(Checkout.Holdfast, arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        // What it logs is not for the table.
        _process.BeginOutputReadLine();
        var began = Stopwatch.GetTimestamp();
        while (!await IsThereAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new LabException("The portal did not start.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task<bool> IsThereAsync()
    {
        try
        {
            using var answer = await _admin.GetAsync(new Uri("http://admin/api/admin/v1/sources"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static object Draft(Slapd directory, string filter) =>
        new
        {
            name = "Company",
            secret = Slapd.ReaderPassword,
            ldap = new
            {
                servers = new[] { $"localhost:{directory.TlsPort}" },
                authority = directory.Certificate.ExportCertificatePem(),
                bindDn = Slapd.Reader,
                @base = $"ou=people,{Slapd.Base}",
                filter,
                groupsFrom = "search",
                groupBase = $"ou=groups,{Slapd.Base}",
            },
            sync = new { minutes = 0 },
        };

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
