using System.Diagnostics;

namespace Holdfast.Testing;

/// <summary>Certificates as administrators have them: made by openssl, by an authority with one certificate between it and the server's.</summary>
/// <param name="folder">Where the files are made.</param>
public sealed class OpenSsl(string folder)
{
    private int _authorities;

    public string At(string name) => Path.Combine(folder, name);

    /// <summary>Makes <c>NAME.crt</c> (chain), <c>NAME.key</c>, and <c>root.crt</c> unless it is there.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="subjects">As in subjectAltName: <c>DNS:…</c>, <c>IP:…</c>.</param>
    /// <param name="from">First moment, as YYYYMMDDhhmmssZ.</param>
    /// <param name="until">Last moment.</param>
    public void Issue(string name, string subjects, string from = "20260101000000Z", string until = "20400101000000Z")
    {
        if (_authorities++ == 0)
        {
            MakeAuthorities();
        }
        File.WriteAllText(At("extensions"), $"subjectAltName={subjects}\nextendedKeyUsage=serverAuth\n");
        Run(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj",
            $"/CN={name}",
            "-keyout",
            At($"{name}.key"),
            "-out",
            At("request")
        );
        Sign("middle", "extensions", $"{name}.own", from, until);
        File.WriteAllText(At($"{name}.crt"), File.ReadAllText(At($"{name}.own")) + File.ReadAllText(At("middle.crt")));
    }

    /// <summary>Arguments in the first are separated by blanks.</summary>
    public static void Run(string first, params string[] others)
    {
        using var process = Process.Start(
            new ProcessStartInfo("openssl", [.. first.Split(' '), .. others])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"openssl {first}: {said}");
        }
    }

    private void MakeAuthorities()
    {
        File.WriteAllText(At("index"), "");
        File.WriteAllText(At("ca.cnf"), Configuration());
        File.WriteAllText(At("authority"), "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n");
        Run(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=root -keyout",
            At("root.key"),
            "-out",
            At("root.crt")
        );
        Run(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=middle -keyout",
            At("middle.key"),
            "-out",
            At("request")
        );
        Sign("root", "authority", "middle.crt", "20260101000000Z", "20400101000000Z");
    }

    private void Sign(string authority, string extensions, string result, string from, string until) =>
        Run(
            "ca -batch -notext -create_serial -config",
            At("ca.cnf"),
            "-cert",
            At($"{authority}.crt"),
            "-keyfile",
            At($"{authority}.key"),
            "-extfile",
            At(extensions),
            "-in",
            At("request"),
            "-out",
            At(result),
            "-startdate",
            from,
            "-enddate",
            until
        );

    private string Configuration() =>
        $"""
            [ca]
            default_ca=any
            [any]
            new_certs_dir={folder}
            database={At("index")}
            serial={At("serial")}
            unique_subject=no
            default_md=sha256
            policy=policy
            [policy]
            commonName=supplied

            """;
}
