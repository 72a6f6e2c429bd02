using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Holdfast.Portal.Access;

/// <summary>What a page, or something that it does, needs.</summary>
public static class PageRights
{
    /// <summary>
    /// What a page does needs a right of its own, unless the page is for everybody or for everybody who is signed in: to be allowed to
    /// look is not enough.
    /// </summary>
    /// <param name="handler">Null: the page has none for this method, and only shows.</param>
    /// <returns>Null: nobody has said it, and nobody may.</returns>
    public static Right? Needed(TypeInfo? page, HandlerMethodDescriptor? handler)
    {
        var toLook = page?.GetCustomAttribute<NeedsAttribute>()?.Right;
        return handler?.MethodInfo.GetCustomAttribute<NeedsAttribute>()?.Right
            ?? (handler is { HttpMethod: not "Get" } && toLook is not (Right.Everybody or Right.Own) ? null : toLook);
    }
}
