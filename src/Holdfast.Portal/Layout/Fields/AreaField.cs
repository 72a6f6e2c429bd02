using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary><c>&lt;area-field&gt;</c>: a list, one entry in each line.</summary>
[HtmlTargetElement("area-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AreaField : Field
{
    public int Rows { get; set; } = 3;

    protected override TagBuilder Input()
    {
        var area = new TagBuilder("textarea");
        FieldMarkup.Set(area, "rows", Rows);
        FieldMarkup.Set(area, "autocapitalize", "none");
        FieldMarkup.Set(area, "spellcheck", "false");
        // A line break right behind the start tag belongs to the tag.
        area.InnerHtml.AppendHtml("\n").Append(Value);
        return area;
    }
}
