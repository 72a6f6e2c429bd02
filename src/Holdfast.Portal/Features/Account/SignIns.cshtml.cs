using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Account;

[Needs(Right.Own)]
public sealed class SignInsModel(ISignInHistory history) : PortalPage
{
    private const int PageSize = 50;

    public SignInList List { get; private set; } = new([], null);

    public bool IsLaterPage { get; private set; }

    public async Task OnGetAsync(string? after)
    {
        DoNotKeep();
        IsLaterPage = !string.IsNullOrEmpty(after);
        List = await history.ReadAsync(Visitor.UserId, after, PageSize, Aborted);
    }
}
