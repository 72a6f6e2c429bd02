using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Users;

[Needs(Right.SeePeople)]
public sealed class UsersModel(IUserDesk desk) : PortalPage
{
    /// <summary>The filter’s word.</summary>
    public const string Without = "none";

    private const int LongestSearch = 200;

    public string Search { get; private set; } = "";

    /// <summary>Only those who have no second factor.</summary>
    public bool WithoutFactor { get; private set; }

    public bool IsLaterPage { get; private set; }

    public UserList List { get; private set; } = new([], null);

    public string FirstPage => Address(after: null);

    public string? NextPage => List.Next is { } after ? Address(after) : null;

    public async Task OnGetAsync(string? search, string? factor, string? after)
    {
        var trimmed = (search ?? "").Trim();
        Search = trimmed[..Math.Min(LongestSearch, trimmed.Length)];
        WithoutFactor = factor == Without;
        IsLaterPage = !string.IsNullOrEmpty(after);
        List = await desk.ListAsync(Search, WithoutFactor, after, Aborted);
    }

    private string Address(string? after) =>
        Query.Append(Addresses.Users, ("search", Search), ("factor", WithoutFactor ? Without : ""), ("after", after));
}
