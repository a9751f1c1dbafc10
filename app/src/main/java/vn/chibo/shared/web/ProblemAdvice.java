package vn.chibo.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.context.MessageSource;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** The one place that turns exceptions into answers. */
@ControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;
    private final MessageSource messages;

    ProblemAdvice(Problems problems, MessageSource messages) {
        this.problems = problems;
        this.messages = messages;
    }

    @ExceptionHandler
    Object ruleViolation(
            RuleViolation violation, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var text = messages.getMessage(
                violation.messageKey(), violation.arguments().toArray(), locale);
        return problems.answer(request, response, HttpStatus.UNPROCESSABLE_CONTENT, text);
    }

    @ExceptionHandler
    Object notFound(NotFound missing, HttpServletRequest request, HttpServletResponse response) {
        return problems.answer(request, response, HttpStatus.NOT_FOUND, null);
    }

    /** A path that holds no valid id names nothing; a wrong parameter is a bad request. */
    @ExceptionHandler({MethodArgumentTypeMismatchException.class, ConversionFailedException.class})
    Object notAnId(Exception error, HttpServletRequest request, HttpServletResponse response) {
        var inPath = error instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        return problems.answer(request, response, inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST, null);
    }

    @ExceptionHandler
    Object accessRefused(AccessRefused refused, HttpServletRequest request, HttpServletResponse response) {
        LOG.warn(
                "Refused: {} on {} {} account={}",
                refused.getMessage(),
                request.getMethod(),
                Problems.path(request),
                Problems.account());
        return problems.answer(request, response, HttpStatus.FORBIDDEN, null);
    }

    @ExceptionHandler
    Object changedMeanwhile(
            OptimisticLockingFailureException conflict, HttpServletRequest request, HttpServletResponse response) {
        return problems.answer(request, response, HttpStatus.CONFLICT, null);
    }

    /** Two of the same at the same moment, and the database let one through; any other broken constraint is a fault. */
    @ExceptionHandler({DataIntegrityViolationException.class, PessimisticLockingFailureException.class})
    Object crossed(DataAccessException conflict, HttpServletRequest request, HttpServletResponse response) {
        if (conflict instanceof DataIntegrityViolationException && !isDuplicate(conflict)) {
            return problems.unexpected(request, response, conflict);
        }
        LOG.warn("Crossed: {} {}", request.getMethod(), Problems.path(request));
        return problems.answer(request, response, HttpStatus.CONFLICT, null);
    }

    private static boolean isDuplicate(DataAccessException conflict) {
        return conflict.getMostSpecificCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }

    /** JSON or an upload that cannot be read, or a field name such as {@code rows[999999]} that no form has. */
    @ExceptionHandler({HttpMessageNotReadableException.class, InvalidPropertyException.class, MultipartException.class})
    Object unreadable(Exception error, HttpServletRequest request, HttpServletResponse response) {
        return problems.answer(request, response, HttpStatus.BAD_REQUEST, null);
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException error, HttpServletRequest request, HttpServletResponse response) {
        return problems.answer(request, response, HttpStatus.CONTENT_TOO_LARGE, null);
    }

    /** An upload whose other fields cannot be read. */
    @ExceptionHandler
    Object unreadable(InvalidParameterException error, HttpServletRequest request, HttpServletResponse response) {
        return problems.answer(request, response, HttpStatusCode.valueOf(error.getErrorCode()), null);
    }

    /** Everything else: what Spring itself says about a request (405, 400, 404), or a fault of ours. */
    @ExceptionHandler
    Object other(Exception error, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (error instanceof org.springframework.security.core.AuthenticationException
                || error instanceof org.springframework.security.access.AccessDeniedException) {
            throw error;
        }
        if (error instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problems.answer(request, response, known.getStatusCode(), null);
        }
        return problems.unexpected(request, response, error);
    }
}
