using Holdfast.Portal.Access;

namespace Holdfast.Portal.Tests.Access;

/// <summary>Something that the running portal can be asked for.</summary>
/// <param name="Handler">Of a page; null: to look at it.</param>
/// <param name="Right">As the source declares it; null: nobody has said it.</param>
/// <param name="IsPage">A page, not an endpoint of the admin API or another program's.</param>
internal sealed record Route(string Method, string Pattern, string? Handler, Right? Right, bool IsPage)
{
    public bool IsAdminApi => Pattern.StartsWith("/api/admin/v1", StringComparison.Ordinal);

    /// <summary>With parameters that stand for nothing, so that nothing is changed.</summary>
    public string Path =>
        Routes.Parameters().Replace(Pattern, parameter => Routes.ValueOf(parameter))
        + (string.IsNullOrEmpty(Handler) ? "" : $"?handler={Handler}");
}
