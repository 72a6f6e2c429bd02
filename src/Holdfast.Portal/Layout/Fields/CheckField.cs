using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Holdfast.Portal.Layout.Fields;

/// <summary><c>&lt;check-field&gt;</c>: yes or no.</summary>
[HtmlTargetElement("check-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckField : Field
{
    /// <summary>What a browser sends for a box that is ticked.</summary>
    public const string Ticked = "on";

    protected override string CssClass => "field check";

    protected override TagBuilder Input()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        FieldMarkup.Set(input, "type", "checkbox");
        FieldMarkup.Set(input, "checked", Value == Ticked);
        return input;
    }

    protected override void Arrange(TagHelperContent content, TagBuilder label, TagBuilder input) =>
        content.AppendHtml(input).AppendHtml(label);
}
