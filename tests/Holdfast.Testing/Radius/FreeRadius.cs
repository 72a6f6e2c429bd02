using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Holdfast.Testing.Waiting;

namespace Holdfast.Testing.Radius;

/// <summary>
/// Debian's FreeRADIUS on a free port, gone afterwards. It knows anna, in two groups; bert, to whose answers it puts no
/// Message-Authenticator; and carla, whom it asks for a code behind the password.
/// </summary>
public sealed class FreeRadius : IAsyncDisposable
{
    public const string Secret = "shared-secret-of-the-test";
    public const string Password = "a password of radius";
    public const string FirstOfTwo = "first";
    public const string Code = "123456";

    private const string Configuration = """
        prefix = /usr
        libdir = /usr/lib/freeradius
        logdir = FOLDER
        raddbdir = FOLDER
        run_dir = FOLDER
        pidfile = FOLDER/radiusd.pid
        max_request_time = 30
        cleanup_delay = 1
        security {
          reject_delay = 1
          status_server = no
        }
        thread pool {
          start_servers = 1
          max_servers = 4
        }
        client test {
          ipaddr = 127.0.0.1
          secret = shared-secret-of-the-test
          require_message_authenticator = yes
        }
        modules {
          always handled {
            rcode = handled
          }
          always reject {
            rcode = reject
          }
          pap {
          }
          files {
            usersfile = FOLDER/users
          }
        }
        server test {
          listen {
            type = auth
            ipaddr = 127.0.0.1
            port = PORT
          }
          authorize {
            files
            if (&User-Name == "carla") {
              if (!&State) {
                update control {
                  Auth-Type := Code
                }
              }
              else {
                update control {
                  Cleartext-Password := "123456"
                }
              }
            }
            pap
          }
          authenticate {
            Auth-Type PAP {
              pap
            }
            Auth-Type Code {
              if (&User-Password == "first") {
                update reply {
                  Reply-Message := "Type the code"
                  State := 0x0102030405
                }
                update control {
                  Response-Packet-Type := Access-Challenge
                }
                handled
              }
              else {
                reject
              }
            }
          }
          post-auth {
            if (&User-Name != "bert") {
              update reply {
                Message-Authenticator := 0x00
              }
            }
            Post-Auth-Type REJECT {
              update reply {
                Message-Authenticator := 0x00
              }
            }
            Post-Auth-Type Challenge {
              update reply {
                Message-Authenticator := 0x00
              }
            }
          }
        }
        """;

    private const string Users = """
        anna Cleartext-Password := "a password of radius"
        	Filter-Id = "VPN Users",
        	Filter-Id += "staff"
        bert Cleartext-Password := "a password of radius"

        """;

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; } = NextPort();

    public static async Task<FreeRadius> StartAsync()
    {
        var server = new FreeRadius();
        var folder = server._folder.Path;
        await File.WriteAllTextAsync(
            server._folder["radiusd.conf"],
            Configuration
                .Replace("FOLDER", folder, StringComparison.Ordinal)
                .Replace("PORT", $"{server.Port}", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(server._folder["users"], Users);
        var start = new ProcessStartInfo("/usr/sbin/freeradius")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var argument in new[] { "-f", "-l", "stdout", "-d", folder, "-n", "radiusd" })
        {
            start.ArgumentList.Add(argument);
        }

        var ready = false;
        server._process = Process.Start(start)!;
        server._process.OutputDataReceived += (_, line) =>
            ready |= line.Data?.Contains("Ready to process requests", StringComparison.Ordinal) == true;
        server._process.BeginOutputReadLine();
        await Eventually.TrueAsync("a RADIUS server", () => ready || server._process.HasExited);
        return server._process.HasExited ? throw new InvalidOperationException("FreeRADIUS did not start.") : server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private static int NextPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
