using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Holdfast.Lab.Web;

/// <summary>What a browser has got: a page, or a file.</summary>
/// <param name="Address">Where it is, after redirects.</param>
/// <param name="FileName">Of a download; null when it is to be shown.</param>
public sealed record Page(Uri Address, int Status, string? ContentType, byte[] Body, string? FileName)
{
    private readonly Lazy<IHtmlDocument> document = new(() => new HtmlParser().ParseDocument(new MemoryStream(Body)));

    public IHtmlDocument Document => document.Value;

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The form with a field or button of this name.</summary>
    /// <exception cref="LabException">There is none, with what the page says.</exception>
    public IHtmlFormElement FormWith(string name) =>
        Document.Forms.FirstOrDefault(form => form.QuerySelector($"[name='{name}']") is not null)
        ?? throw new LabException($"No form with '{name}' on {Address} ({Status}): {Words}");

    /// <summary>What a person reads on the page.</summary>
    public string Words =>
        string.Join(
            ' ',
            (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
