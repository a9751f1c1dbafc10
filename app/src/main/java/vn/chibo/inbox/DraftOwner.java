package vn.chibo.inbox;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells {@code inbox/draft :: status} whose texts these are: what stays on a shared device is offered to its owner only. */
@ControllerAdvice
class DraftOwner {

    @ModelAttribute("draftOwner")
    @Nullable String accountId(HttpServletRequest request) {
        return request.getRemoteUser();
    }
}
