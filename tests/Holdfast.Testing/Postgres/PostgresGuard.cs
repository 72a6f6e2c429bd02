using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Holdfast.Testing.Postgres;

/// <summary>Starts a PostgreSQL server under a small guard process, which stops it and removes its files when the test process ends.</summary>
internal static class PostgresGuard
{
    /// <summary>
    /// The guard's standard input is a pipe from the test process and ends with it. It ignores the signals of a terminal, which mean
    /// the test process.
    /// </summary>
    private const string Guard = """
        trap '' INT TERM HUP
        folder="$1"; shift
        "$@" >>"$folder/log" 2>&1 </dev/null &
        cat >/dev/null
        kill -QUIT $! 2>/dev/null
        wait
        rm -rf "$folder"
        """;

    /// <summary>Without any care for the disk.</summary>
    /// <param name="folder">For the socket and the log; removed at the end.</param>
    public static Process Start(string folder, string data, int port)
    {
        string[] server =
        [
            .. ServerUser.Command(PostgresPrograms.Find("postgres")),
            .. new[] { "-D", data, "-p", $"{port}", "-k", folder },
            .. new[]
            {
                "listen_addresses=127.0.0.1",
                "fsync=off",
                "full_page_writes=off",
                "max_connections=300",
                // A standby whose primary is frozen is promoted when it has given up to hear of it.
                "wal_receiver_timeout=3s",
            }.SelectMany(setting => new[] { "-c", setting }),
        ];
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", folder, .. server])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The guard of PostgreSQL did not start.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
