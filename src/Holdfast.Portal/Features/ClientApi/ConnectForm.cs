using Holdfast.Model.Keys;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Configurations;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>The parameters of <c>/connect</c>, checked.</summary>
public sealed record ConnectForm(string ProfileId, WireGuardKey? PublicKey, bool PreferTcp)
{
    private const int MaximumProfileIdLength = 64;

    public static Outcome<ConnectForm> Read(IFormCollection form)
    {
        var problems = new List<Problem>();
        var profileId = ProfileIdOf(form, problems);
        var key = PublicKeyOf(form, problems);
        var preferTcp = PreferTcpOf(form, problems);
        return problems.Count > 0 ? Outcome<ConnectForm>.Failed(problems) : new ConnectForm(profileId, key, preferTcp);
    }

    private static string ProfileIdOf(IFormCollection form, List<Problem> problems)
    {
        if (Single(form, "profile_id", problems) is not { } id)
        {
            if (form["profile_id"].Count == 0)
            {
                problems.Add(
                    ConfigurationProblems.MissingParameter.At("profile_id", "missing post parameter \"profile_id\"")
                );
            }

            return "";
        }

        if (id.Length is 0 or > MaximumProfileIdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
        {
            problems.Add(ConfigurationProblems.BadParameter.At("profile_id", "invalid value for \"profile_id\""));
        }

        return id;
    }

    private static WireGuardKey? PublicKeyOf(IFormCollection form, List<Problem> problems)
    {
        if (Single(form, "public_key", problems) is not { } text)
        {
            return null;
        }

        if (!WireGuardKey.TryParse(text, out var key) || IsZero(key))
        {
            problems.Add(ConfigurationProblems.BadParameter.At("public_key", "invalid value for \"public_key\""));
            return null;
        }

        return key;
    }

    private static bool PreferTcpOf(IFormCollection form, List<Problem> problems)
    {
        var text = Single(form, "prefer_tcp", problems) ?? Single(form, "tcp_only", problems);
        if (text is not (null or "yes" or "no" or "on" or "off"))
        {
            problems.Add(ConfigurationProblems.BadParameter.At("prefer_tcp", "invalid value for \"prefer_tcp\""));
        }

        return text is "yes" or "on";
    }

    private static bool IsZero(WireGuardKey key) => !key.Bytes.ContainsAnyExcept((byte)0);

    private static string? Single(IFormCollection form, string name, List<Problem> problems)
    {
        var values = form[name];
        if (values.Count > 1)
        {
            problems.Add(ConfigurationProblems.BadParameter.At(name, $"\"{name}\" was sent more than once"));
        }

        return values.Count == 1 ? values[0] : null;
    }
}
