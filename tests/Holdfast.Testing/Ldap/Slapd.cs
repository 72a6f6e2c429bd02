using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Testing.Waiting;

namespace Holdfast.Testing.Ldap;

/// <summary>Debian's OpenLDAP on a free port, with people of our choice, gone afterwards.</summary>
public sealed class Slapd : IAsyncDisposable
{
    public const string Base = "dc=example,dc=org";
    public const string Reader = $"cn=reader,{Base}";
    public const string ReaderPassword = "reader password";

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    private Slapd(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    /// <summary>Plain and STARTTLS.</summary>
    public int Port { get; } = NextPort();

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; } = NextPort();

    /// <param name="ldif">Entries below <see cref="Base"/>, which is there with <see cref="Reader"/>.</param>
    public static async Task<Slapd> StartAsync(string ldif)
    {
        var server = new Slapd(CertificateFor("localhost"));
        server.Write();
        await File.WriteAllTextAsync(server._folder["data.ldif"], Root + ldif);
        await RunAsync(
            "/usr/sbin/slapadd",
            "",
            "-q",
            "-f",
            server._folder["slapd.conf"],
            "-l",
            server._folder["data.ldif"]
        );
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>After <see cref="StopAsync"/>, with the people that it had.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("/usr/sbin/slapd") { UseShellExecute = false, RedirectStandardError = true };
        foreach (
            var argument in new[]
            {
                "-d",
                "0",
                "-f",
                _folder["slapd.conf"],
                "-h",
                $"ldap://127.0.0.1:{Port}/ ldaps://127.0.0.1:{TlsPort}/",
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        await Eventually.TrueAsync("a directory", () => _process.HasExited || (IsOpen(Port) && IsOpen(TlsPort)));
        if (_process.HasExited)
        {
            throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
        }
    }

    public async Task StopAsync()
    {
        if (_process is null)
        {
            return;
        }

        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <param name="ldif">Changes, as <c>ldapmodify</c> takes them.</param>
    public Task ChangeAsync(string ldif) =>
        RunAsync(
            "/usr/bin/ldapmodify",
            ldif,
            "-x",
            "-H",
            $"ldap://127.0.0.1:{Port}/",
            "-D",
            $"cn=manager,{Base}",
            "-w",
            "manager"
        );

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Certificate.Dispose();
        _folder.Dispose();
    }

    private const string Root = $"""
        dn: {Base}
        objectClass: dcObject
        objectClass: organization
        o: Example
        dc: example

        dn: {Reader}
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: reader
        userPassword: {ReaderPassword}

        dn: ou=people,{Base}
        objectClass: organizationalUnit
        ou: people

        dn: ou=groups,{Base}
        objectClass: organizationalUnit
        ou: groups


        """;

    private void Write()
    {
        Directory.CreateDirectory(_folder["db"]);
        File.WriteAllText(_folder["cert.pem"], Certificate.ExportCertificatePem());
        using var key = Certificate.GetRSAPrivateKey()!;
        File.WriteAllText(_folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
        // Who signs in may read nothing: what is known of people, the reader has read.
        File.WriteAllText(
            _folder["slapd.conf"],
            $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            pidfile {_folder["slapd.pid"]}
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload memberof
            TLSCertificateFile {_folder["cert.pem"]}
            TLSCertificateKeyFile {_folder["key.pem"]}
            database mdb
            suffix "{Base}"
            rootdn "cn=manager,{Base}"
            rootpw manager
            directory {_folder["db"]}
            maxsize 1073741824
            dbnosync
            index objectClass,uid,member eq
            overlay memberof
            limits dn.exact="{Reader}" size=unlimited
            access to attrs=userPassword by anonymous auth by * none
            access to * by dn.exact="{Reader}" read by * none
            """
        );
    }

    private static X509Certificate2 CertificateFor(string name)
    {
        // RSA: Debian's slapd is built with GnuTLS, which takes any, but older clients do not.
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pkcs12),
            password: null,
            X509KeyStorageFlags.Exportable
        );
    }

    private static async Task RunAsync(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {complained} {await said}");
        }
    }

    private static bool IsOpen(int port)
    {
        try
        {
            using var socket = new TcpClient();
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int NextPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
