using System.CommandLine;

namespace Holdfast.Roles;

/// <summary>The options of a portal that stands behind a balancer.</summary>
/// <param name="drainSeconds">When nothing is said.</param>
internal sealed class PublicOptions(int drainSeconds = 0)
{
    private readonly Option<string?> _url = new("--public-url")
    {
        Description =
            "Where clients find the portals when a balancer or a shared name is before them, such as https://vpn.example.org",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token] && Read(token.Value) is null)
                {
                    result.AddError("--public-url is https:// with a name and perhaps a port, and nothing behind.");
                }
            },
        },
    };

    private readonly Option<int> _drain = new("--drain-seconds")
    {
        Description = "When it stops: how long it serves on after it has told balancers that it is not ready",
        DefaultValueFactory = _ => drainSeconds,
        Validators = { Ranges.Between(0, 600) },
    };

    public IReadOnlyList<Option> All => [_url, _drain];

    /// <summary>Null: not given.</summary>
    public Uri? Address(ParseResult parsed) => parsed.GetValue(_url) is { } text ? Read(text) : null;

    public int DrainSeconds(ParseResult parsed) => parsed.GetValue(_drain);

    private static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? url
            : null;
}
