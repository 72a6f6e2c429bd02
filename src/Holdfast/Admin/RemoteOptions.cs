using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin;

/// <summary>
/// <c>--portal</c>, <c>--token-file</c> and <c>--ca-file</c>, with which a command speaks to a portal over the network instead of to
/// the one of this machine. The token is never an argument, which every user of the machine could read.
/// </summary>
internal sealed class RemoteOptions
{
    /// <summary>Arbitrary; a token has 46 characters.</summary>
    private const int LongestToken = 1000;

    private readonly Option<string> _portal = new("--portal")
    {
        Description = "Address of a portal, such as https://vpn.example.org; without it, the one of this machine",
    };

    private readonly Option<string> _token = new("--token-file")
    {
        Description = "File with an API token for that portal",
    };

    private readonly Option<string> _authority = new("--ca-file")
    {
        Description = "File with the certificate of the authority to trust; without it, those of the machine",
    };

    /// <summary>They may also stand before the verb; a command knows them behind it.</summary>
    public static IReadOnlyList<string> BehindTheVerb(IReadOnlyList<string> args)
    {
        var given = 0;
        while (given < args.Count && args[given] is "--portal" or "--token-file" or "--ca-file")
        {
            given += 2;
        }

        return given > 0 && given < args.Count ? [.. args.Skip(given), .. args.Take(given)] : args;
    }

    public void AddTo(Command command)
    {
        command.Add(_portal);
        command.Add(_token);
        command.Add(_authority);
    }

    /// <returns>How to reach the portal that is meant; problems with the options and their files, all at once.</returns>
    public Outcome<IPortalDoor> Read(ParseResult parsed, string socket)
    {
        var (portal, token, authority) = (
            parsed.GetValue(_portal),
            parsed.GetValue(_token),
            parsed.GetValue(_authority)
        );
        if (portal is null)
        {
            return token is null && authority is null
                ? new SocketDoor(socket)
                : CommandProblems.BadRemote.At("--portal", "It is missing.");
        }

        var problems = new List<Problem>();
        var address = AddressOf(portal, problems);
        var secret = TokenOf(token, problems);
        var trusted = authority is null ? null : AuthoritiesOf(authority, problems);
        return problems.Count == 0
            ? new NetworkDoor(address!, secret!, trusted)
            : Outcome<IPortalDoor>.Failed(problems);
    }

    private static Uri? AddressOf(string text, List<Problem> problems)
    {
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address is { Scheme: "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
        )
        {
            return address;
        }

        problems.Add(CommandProblems.BadRemote.At("--portal", $"“{text}” is not like https://vpn.example.org."));
        return null;
    }

    private static string? TokenOf(string? file, List<Problem> problems)
    {
        if (file is null)
        {
            problems.Add(CommandProblems.BadRemote.At("--token-file", "It is missing."));
            return null;
        }

        try
        {
            var text = File.ReadAllText(file).Trim();
            if (text.Length is > 0 and < LongestToken && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return text;
            }

            problems.Add(CommandProblems.BadRemote.At("--token-file", $"{file} holds no token."));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            problems.Add(CommandProblems.BadRemote.At("--token-file", broken.Message));
        }

        return null;
    }

    private static X509Certificate2Collection? AuthoritiesOf(string file, List<Problem> problems)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            if (found.Count > 0)
            {
                return found;
            }

            problems.Add(CommandProblems.BadRemote.At("--ca-file", $"{file} holds no certificate."));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Add(CommandProblems.BadRemote.At("--ca-file", broken.Message));
        }

        return null;
    }
}
