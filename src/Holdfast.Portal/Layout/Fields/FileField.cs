using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary><c>&lt;file-field&gt;</c>: a file of the visitor's. Its form must be <c>multipart/form-data</c>.</summary>
[HtmlTargetElement("file-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileField : Field
{
    /// <summary>Such as <c>.csv,text/csv</c>; empty: any.</summary>
    public string? Accept { get; set; }

    protected override TagBuilder Input()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        FieldMarkup.Set(input, "type", "file");
        FieldMarkup.Set(input, "accept", Accept);
        return input;
    }
}
