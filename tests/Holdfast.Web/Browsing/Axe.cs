using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Holdfast.Web.Browsing;

/// <summary>
/// axe-core in the page that is shown: every rule for WCAG 2.2 A and AA and for what is good practice. Its script goes into a document
/// once, which takes longer than to run it.
/// </summary>
internal static class Axe
{
    private const string Run =
        "async only => (await axe.run(document, { runOnly: only, resultTypes: ['violations'] })).violations"
        + ".flatMap(found => found.nodes.map(node => `${found.id} ${node.html}`))";

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly object Everything = new
    {
        type = "tag",
        values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice" },
    };

    /// <summary>What another colour scheme can break in a document that is right in its first.</summary>
    private static readonly object Colours = new
    {
        type = "rule",
        values = new[] { "color-contrast", "link-in-text-block" },
    };

    /// <returns>A line for each element that breaks a rule: the rule's name and the element.</returns>
    public static Task<string[]> FindAsync(IPage page) => FindAsync(page, Everything);

    /// <inheritdoc cref="FindAsync(IPage)"/>
    public static Task<string[]> FindInColoursAsync(IPage page) => FindAsync(page, Colours);

    private static async Task<string[]> FindAsync(IPage page, object only)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(Run, only);
    }
}
