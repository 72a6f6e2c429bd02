using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>What an app keeps after the user's approval.</summary>
public sealed record AppTokens(string Access, string Refresh)
{
    public static AppTokens From(HttpAnswer answer)
    {
        if (answer.Status != 200)
        {
            throw new LabException($"No tokens: {answer}");
        }

        var json = answer.Json();
        return new AppTokens(
            json.GetProperty("access_token").GetString()!,
            json.GetProperty("refresh_token").GetString()!
        );
    }

    public override string ToString() => "tokens";
}
